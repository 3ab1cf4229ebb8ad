//! Rows that come and go.

use leptos::prelude::*;

use super::desk::Desk;
use super::labels;
use super::lines::Line;
use super::page;
use super::sheet::Row;
use crate::texts::filing_editor as texts;

/// A row in a frame, with a way to take it away.
#[component]
pub fn RowBox(
    /// The editor.
    desk: Desk,
    /// The row.
    row: Row,
    /// What it is called while it has no name.
    title: &'static str,
    /// Its fields.
    children: Children,
) -> impl IntoView {
    let name = row.cell("name").text;
    let called = move || name.with(|name| if name.trim().is_empty() { title.to_owned() } else { name.clone() });
    let remove = move |_| {
        let at = desk.sheet.remove(&row);
        desk.gone.set(Some(Gone { row: row.clone(), at, called: untrack(called) }));
        desk.changed();
    };
    view! {
        <fieldset class="row">
            <legend lang=labels::chinese(desk.lang)>{called}</legend>
            {children()}
            <button type="button" class="quiet" on:click=remove>
                {texts::remove(desk.lang)}<span class="hidden">" " {called}</span>
            </button>
        </fieldset>
    }
}

/// A row that was taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// The row.
    pub row: Row,
    /// Where it stood.
    pub at: usize,
    /// What it was called.
    pub called: String,
}

/// What was taken away last, with a way to have it back.
#[component]
fn Undo(desk: Desk) -> impl IntoView {
    let put_back = move |_| {
        if let Some(Gone { row, at, .. }) = desk.gone.try_update(Option::take).flatten() {
            desk.sheet.put_back(row, at);
            desk.changed();
        }
    };
    let line = move || {
        desk.gone.get().map(|gone| {
            view! {
                <p class="small" role="status">
                    {texts::removed(desk.lang, gone.called)} " "
                    <button type="button" class="quiet" on:click=put_back>{texts::undo(desk.lang)}</button>
                </p>
            }
        })
    };
    view! { {line} }
}

/// A button that adds a row and leads into it.
#[component]
pub fn AddRow(
    /// The editor.
    desk: Desk,
    /// Its word.
    word: &'static str,
    /// The row that it adds.
    blank: fn() -> Line,
) -> impl IntoView {
    let add = move |_| {
        let row = desk.sheet.add(&blank());
        desk.saver.changed();
        let first = format!("f-{}", row.cell("name").name());
        // The row is on the page only after the change has been drawn.
        request_animation_frame(move || page::focus(&first));
    };
    view! {
        <Undo desk/>
        <p><button type="button" class="quiet" on:click=add>{word}</button></p>
    }
}
