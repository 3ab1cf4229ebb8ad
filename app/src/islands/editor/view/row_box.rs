//! Rows that come and go.

use domain::declaration::form::Role;
use leptos::prelude::*;

use crate::islands::editor::handle::Editor;
use crate::islands::editor::live_sheet::LiveRow;
use crate::islands::editor::page;
use crate::texts::filing_editor as texts;
use crate::ui::frame::Ids;

/// A row in a frame, with a way to take it away.
#[component]
pub fn RowBox(
    /// The editor.
    editor: Editor,
    /// The row.
    row: LiveRow,
    /// What it is called while it has no name.
    title: &'static str,
    /// Its fields.
    children: Children,
) -> impl IntoView {
    let lang = editor.lang;
    let name = row.cells().find(|cell| cell.id.field.spec().role == Role::Names).map(|cell| cell.text);
    let called = move || {
        let name = name.map(|name| name.get()).filter(|name| !name.trim().is_empty());
        name.unwrap_or_else(|| title.to_owned())
    };
    view! {
        <fieldset class="row">
            <legend lang=lang.mark_of_chinese()>{called}</legend>
            {children()}
            <button type="button" class="quiet" on:click=move |_| editor.remove(row.id)>
                {texts::remove(lang)}<span class="hidden">" " {called}</span>
            </button>
        </fieldset>
    }
}

/// What was taken away last, with a way to have it back.
#[component]
fn Undo(editor: Editor, nameless: &'static str) -> impl IntoView {
    let line = move || {
        editor.removed.get().map(|removed| {
            let name = Some(removed.name()).filter(|name| !name.is_empty()).unwrap_or_else(|| nameless.to_owned());
            view! {
                <p class="small" role="status">
                    {texts::removed(editor.lang, name)} " "
                    <button type="button" class="quiet" on:click=move |_| editor.put_back()>{texts::undo(editor.lang)}</button>
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
    editor: Editor,
    /// Its word.
    word: &'static str,
    /// What a row is called while it has no name.
    title: &'static str,
) -> impl IntoView {
    let add = move |_| {
        let first = editor.add_row().map(|cell| Ids::of(&cell.element()).input);
        // The row is on the page only after the change has been drawn.
        request_animation_frame(move || {
            if let Some(first) = first {
                page::focus(&first);
            }
        });
    };
    view! {
        <Undo editor nameless=title/>
        <p><button type="button" class="quiet" on:click=add>{word}</button></p>
    }
}
