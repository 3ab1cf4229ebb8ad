//! Who changed what in the register, when and why.

use domain::lang::Lang;
use domain::sheet::{Kind, column};
use leptos::prelude::*;
use services::register::{Change, Differs};

use super::table::name;
use crate::pages::parts::chinese;
use crate::texts::bureau_register as texts;
use crate::ui::when;

/// The list, the newest first.
pub fn view(lang: Lang, changes: &[Change]) -> impl IntoView + use<> {
    let none = changes.is_empty().then(|| view! { <p>{texts::changes_none(lang)}</p> });
    view! {
        <section aria-labelledby="changes" class="flow">
            <h2 id="changes">{texts::changes(lang)}</h2>
            {none}
            <ol class="dialogue">{changes.iter().map(|change| one(lang, change)).collect_view()}</ol>
        </section>
    }
}

fn one(lang: Lang, change: &Change) -> impl IntoView + use<> {
    let kind = change.kind.map_or("", |kind| name(lang, kind));
    let by = match &change.by {
        Some(by) => view! { <span lang=chinese(lang)>{by.clone()}</span> }.into_any(),
        None => view! { <span>{texts::by_command(lang)}</span> }.into_any(),
    };
    let new = (change.new > 0).then(|| view! { <p>{texts::rows_new(lang, change.new)}</p> });
    let lines = change.changed.iter().flatten().map(|differs| differing(lang, change.kind, differs)).collect_view();
    let reason = change.reason.clone().map(|reason| view! { <p class="written" lang=chinese(lang)>{reason}</p> });
    view! {
        <li class="ours">
            <p class="meta">
                <strong>{kind}</strong>
                {by}
                <time datetime=change.at.rfc3339()>{when::moment(lang, change.at)}</time>
            </p>
            {new}
            <ul>{lines}</ul>
            {reason}
        </li>
    }
}

fn differing(lang: Lang, kind: Option<Kind>, differs: &Differs) -> impl IntoView + use<> {
    // The store calls by their keys what tables call by names.
    let field = differs.field.trim_end_matches("_id");
    let column = kind.and_then(|kind| column(kind, field));
    let head = column.map_or_else(|| field.to_owned(), |column| lang.pick(column.zh, column.en).to_owned());
    let or_nothing = |said: &str| if said.is_empty() { texts::nothing(lang).to_owned() } else { said.to_owned() };
    let said = match &differs.values {
        // Keys say nothing to a reader.
        Some((old, new)) if field == differs.field => {
            let (old, new) = (or_nothing(old), or_nothing(new));
            view! { <span lang=chinese(lang)>{old} " → " {new}</span> }.into_any()
        }
        _ => view! { <span>{texts::was_changed(lang)}</span> }.into_any(),
    };
    view! { <li>{head} {lang.pick("：", ": ")} {said}</li> }
}
