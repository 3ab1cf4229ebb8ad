//! What the bureau and the enterprise wrote.

use domain::lang::Lang;
use leptos::prelude::*;
use services::findings::{Entry, FindingView};

use crate::pages::parts::chinese;
use crate::pages::parts::finding::entry_kind;
use crate::texts::bureau_findings as texts;
use crate::ui::when;

/// The section, oldest first.
pub fn view(lang: Lang, entries: &[Entry]) -> impl IntoView + use<> {
    let none = entries.is_empty().then(|| view! { <p>{texts::dialogue_none(lang)}</p> });
    view! {
        <section aria-labelledby="dialogue" class="flow">
            <h2 id="dialogue">{texts::dialogue(lang)}</h2>
            {none}
            <ol class="dialogue">{entries.iter().map(|entry| one(lang, entry)).collect_view()}</ol>
        </section>
    }
}

/// One entry.
pub fn one(lang: Lang, entry: &Entry) -> impl IntoView + use<> {
    let by = entry.by.clone().map(|by| view! { <span lang=chinese(lang)>{by}</span> });
    let class = if entry.kind.is_of_enterprise() { "theirs" } else { "ours" };
    let text = entry.text.clone();
    view! {
        <li class=class>
            <p class="meta">
                <strong>{entry_kind(lang, entry.kind)}</strong>
                {by}
                <time datetime=entry.at.rfc3339()>{when::moment(lang, entry.at)}</time>
            </p>
            <p class="written" lang=chinese(lang)>{text}</p>
        </li>
    }
}

/// The first question, as it can be written for the reviewer; what is asked again, nobody else knows. Enterprises read
/// Chinese, whatever the reviewer's language.
pub fn drafted(finding: &FindingView) -> String {
    let said = finding.row.said.pick(Lang::Zh);
    if finding.is_correctable {
        texts::question_draft(Lang::Zh, said)
    } else {
        texts::question_draft_closed(Lang::Zh, said)
    }
}
