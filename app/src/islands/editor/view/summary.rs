//! What is to be settled on this page, each line leading to its field.

use leptos::prelude::*;

use crate::filing_form;
use crate::islands::editor::handle::Editor;
use crate::islands::editor::model::{CellId, FieldIssue};
use crate::texts::filing_editor as texts;
use crate::ui::frame::anchor;

/// Lines that are read at once; the others come as these are settled.
const LINES: usize = 12;

/// The id to which the focus goes when the page cannot be left yet.
pub const ID: &str = "to-settle";

/// The summary; nothing while there is nothing to settle.
#[component]
pub fn Summary(
    /// The editor.
    editor: Editor,
) -> impl IntoView {
    let lang = editor.lang;
    let all = Memo::new(move |_| editor.summary().iter().map(|issue| line(editor, issue)).collect::<Vec<_>>());
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
fn line(editor: Editor, issue: &FieldIssue) -> (String, String) {
    let name = issue.cell.map_or_else(|| filing_form::element(issue.path), CellId::element);
    let words = issue.say(editor.lang);
    let words = match issue.cell.filter(|_| issue.is_garbled()) {
        Some(cell) => texts::about(editor.lang, editor.called(cell), words),
        None => words,
    };
    (anchor(&name), words)
}
