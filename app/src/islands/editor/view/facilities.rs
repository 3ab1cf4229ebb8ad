//! Treatment facilities.

use leptos::prelude::*;

use super::field::{Asked, CellField};
use super::row_box::{AddRow, RowBox};
use crate::islands::editor::handle::Editor;
use crate::islands::editor::live_sheet::LiveRow;
use crate::texts::filing_editor as texts;

/// The facilities, each in a frame of its own.
#[component]
pub fn FacilityFields(editor: Editor) -> impl IntoView {
    let lang = editor.lang;
    let rows = editor.sheet.rows;
    let none = move || rows.with(Vec::is_empty).then(|| view! { <p class="soft">{texts::no_facilities(lang)}</p> });
    view! {
        {none}
        <For each=move || rows.get() key=|row| row.id let:row>
            {facility(editor, &row)}
        </For>
        <AddRow editor word=texts::add_facility(lang) title=texts::new_facility(lang)/>
    }
}

fn facility(editor: Editor, row: &LiveRow) -> AnyView {
    let field = |cell| view! { <CellField editor cell asked=Asked::of(editor, cell.id)/> };
    let (figures, names): (Vec<_>, Vec<_>) = row.cells().partition(|cell| cell.id.field.is_figure());
    let [names, figures] = [names, figures].map(|cells| cells.into_iter().map(field).collect_view());
    view! {
        <RowBox editor row=row.clone() title=texts::new_facility(editor.lang)>
            {names}
            <div class="pair">{figures}</div>
        </RowBox>
    }
    .into_any()
}
