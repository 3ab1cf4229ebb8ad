//! Who changed what in the register, when and why.

use domain::lang::Lang;
use domain::sheet::{Kind, column};
use leptos::prelude::*;
use services::register::{CORRECTED, Change, ChangedRow, Differs};

use super::table::{SINCE, name, shown};
use crate::pages::parts::{chinese, count};
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
    let rows = change.rows.iter().map(|row| of_row(lang, change.kind, row)).collect_view();
    let more = (change.more > 0).then(|| view! { <li class="soft">{texts::rows_more(lang, count(change.more))}</li> });
    let reason = change.reason.clone().map(|reason| view! { <p class="written" lang=chinese(lang)>{reason}</p> });
    view! {
        <li class="ours">
            <p class="meta">
                <strong>{kind}</strong>
                {by}
                <time datetime=change.at.rfc3339()>{when::moment(lang, change.at)}</time>
            </p>
            {new}
            <ul>{rows} {more}</ul>
            {reason}
        </li>
    }
}

/// Which row, and what of it.
fn of_row(lang: Lang, kind: Option<Kind>, row: &ChangedRow) -> impl IntoView + use<> {
    let known = kind.map(|kind| {
        let key = row.key.iter().filter_map(|(field, said)| {
            let said = said.clone();
            column(kind, field).map(|column| view! { {shown(lang, column, &said)} " " })
        });
        key.collect_view()
    });
    let known = (!row.key.is_empty()).then(|| view! { <strong>{known}</strong> });
    let added = row.is_new.then(|| view! { <span class="soft">{texts::row_added(lang)}</span> " " });
    let parts = row.differs.iter().map(|differs| differing(lang, kind, row.is_new, differs)).collect_view();
    view! { <li>{added} {known} <ul class="plain">{parts}</ul></li> }
}

fn differing(lang: Lang, kind: Option<Kind>, is_new: bool, differs: &Differs) -> impl IntoView + use<> {
    let column = kind.and_then(|kind| column(kind, differs.field));
    let head = column.map_or(differs.field, |column| lang.pick(column.zh, column.en));
    let or_nothing = |said: &str| if said.is_empty() { texts::nothing(lang).to_owned() } else { said.to_owned() };
    let said = match &differs.values {
        Some((_, day)) if differs.field == SINCE => {
            let said = if day == CORRECTED { texts::corrected(lang).to_owned() } else { day.clone() };
            view! { <span>{said}</span> }.into_any()
        }
        Some((_, new)) if is_new => view! { <span lang=chinese(lang)>{or_nothing(new)}</span> }.into_any(),
        Some((old, new)) => {
            let (old, new) = (or_nothing(old), or_nothing(new));
            view! { <span lang=chinese(lang)>{old} " → " {new}</span> }.into_any()
        }
        None => view! { <span>{texts::was_changed(lang)}</span> }.into_any(),
    };
    view! { <li>{head} {lang.pick("：", ": ")} {said}</li> }
}
