//! What the bureau and an enterprise wrote about an event of exceedance or a sign in the data.

use domain::lang::Lang;
use leptos::prelude::*;
use services::dialogue::Entry;

use super::exceedance::event_entry;
use super::names::chinese;
use crate::texts::dialogue as texts;
use crate::ui::when;

/// The section at the bureau, oldest first.
pub fn dialogue(lang: Lang, entries: &[Entry]) -> AnyView {
    let none = entries.is_empty().then(|| view! { <p>{texts::none(lang)}</p> });
    view! {
        <section aria-labelledby="dialogue" class="flow">
            <h2 id="dialogue">{texts::dialogue(lang)}</h2>
            {none}
            <ol class="dialogue">{entries.iter().map(|entry| dialogue_entry(lang, entry)).collect_view()}</ol>
        </section>
    }
    .into_any()
}

/// One entry of the dialogue.
pub fn dialogue_entry(lang: Lang, entry: &Entry) -> impl IntoView + use<> {
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

/// The section at the enterprise; nothing where nothing was written.
pub fn own_dialogue(lang: Lang, entries: &[Entry]) -> Option<AnyView> {
    let entry = |entry: &Entry| {
        let who = if entry.kind.is_of_enterprise() { texts::by_you(lang) } else { texts::by_bureau(lang) };
        let by = entry.by.clone().map(|by| view! { " " <span lang=chinese(lang)>{by}</span> });
        view! {
            <li>
                <h3>{who}{by}</h3>
                <p class="meta"><span>{when::moment(lang, entry.at)}</span></p>
                <p class="more said" lang=chinese(lang)>{entry.text.clone()}</p>
            </li>
        }
    };
    (!entries.is_empty()).then(|| {
        view! {
            <section aria-labelledby="dialogue">
                <h2 id="dialogue">{texts::dialogue(lang)}</h2>
                <ul class="results">{entries.iter().map(entry).collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}
