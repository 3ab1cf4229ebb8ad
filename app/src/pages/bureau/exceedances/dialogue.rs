//! What the bureau and the enterprise wrote.

use domain::lang::Lang;
use leptos::prelude::*;
use services::exceedances::Entry;

use crate::pages::parts::chinese;
use crate::pages::parts::exceedance::event_entry;
use crate::texts::bureau_exceedances as texts;
use crate::ui::when;

/// The section, oldest first.
pub fn view(lang: Lang, entries: &[Entry]) -> AnyView {
    let none = entries.is_empty().then(|| view! { <p>{texts::dialogue_none(lang)}</p> });
    view! {
        <section aria-labelledby="dialogue" class="flow">
            <h2 id="dialogue">{texts::dialogue(lang)}</h2>
            {none}
            <ol class="dialogue">{entries.iter().map(|entry| one(lang, entry)).collect_view()}</ol>
        </section>
    }
    .into_any()
}

/// One entry of the dialogue.
pub fn one(lang: Lang, entry: &Entry) -> impl IntoView + use<> {
    let by = entry.by.clone().map(|by| view! { <span lang=chinese(lang)>{by}</span> });
    let class = if entry.kind.is_of_enterprise() { "theirs" } else { "ours" };
    let text = entry.text.clone();
    view! {
        <li class=class>
            <p class="meta">
                <strong>{event_entry(lang, entry.kind)}</strong>
                {by}
                <time datetime=entry.at.rfc3339()>{when::moment(lang, entry.at)}</time>
            </p>
            <p class="written" lang=chinese(lang)>{text}</p>
        </li>
    }
}
