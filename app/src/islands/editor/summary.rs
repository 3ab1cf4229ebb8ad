//! What is to be settled on this page, each line leading to its field.

use leptos::prelude::*;

use super::desk::Desk;
use super::finding::Finding;
use super::sheet::Cell;
use crate::texts::filing_editor as texts;
use crate::ui::field::anchor;

/// Lines that are read at once; the others come as these are settled.
const LINES: usize = 12;

/// The id to which the focus goes when the page cannot be left yet.
pub const ID: &str = "to-settle";

/// The summary; nothing while there is nothing to settle.
#[component]
pub fn Summary(
    /// The editor.
    desk: Desk,
) -> impl IntoView {
    let lang = desk.lang;
    let all =
        Memo::new(move |_| desk.summary().iter().map(|(finding, cell)| line(desk, finding, *cell)).collect::<Vec<_>>());
    let lines = move || {
        let row = |(href, words): &(String, String)| view! { <li><a href=href.clone()>{words.clone()}</a></li> };
        all.with(|all| all.iter().take(LINES).map(row).collect_view())
    };
    let count = move || all.with(Vec::len);
    let more = move || {
        (count() > LINES).then(|| {
            view! { <p class="small">{texts::summary_more(lang, (count() - LINES) as u64)}</p> }
        })
    };
    view! {
        <Show when=move || { count() > 0 }>
            <div class="summary" id=ID tabindex="-1" role="group" aria-labelledby="to-settle-title">
                <h2 id="to-settle-title">{move || texts::summary(lang, count() as u64)}</h2>
                <ul>{lines}</ul>
                {more}
            </div>
        </Show>
    }
}

/// The address of the field and the words.
fn line(desk: Desk, finding: &Finding, cell: Option<Cell>) -> (String, String) {
    let name = cell.map_or_else(|| finding.place.name(), |cell| cell.name());
    let words = finding.say(desk.lang);
    let words = match cell.filter(|_| finding.is_garbled()) {
        Some(cell) => texts::about(desk.lang, desk.called(cell), words),
        None => words,
    };
    (anchor(&name), words)
}
