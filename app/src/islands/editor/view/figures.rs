//! A section of single figures: water and wastewater, electricity.

use domain::declaration::form::Field;
use domain::input::{figure, grouped};
use leptos::prelude::*;
use rust_decimal::Decimal;

use super::field::{Asked, CellField};
use crate::islands::editor::handle::Editor;
use crate::islands::editor::live_sheet::LiveRow;
use crate::texts::filing_editor as texts;

/// The figures, with the sum that wastewater is measured against.
#[component]
pub fn FigureFields(editor: Editor) -> impl IntoView {
    let row = editor.sheet.rows.with_untracked(|rows| rows.first().cloned());
    let field = |row: &LiveRow| {
        let fields = row.cells().map(|cell| {
            let sum = (cell.id.field == Field::DischargedWater).then(|| water_use(editor, row));
            view! {
                {sum}
                <CellField editor cell asked=Asked::of(editor, cell.id)/>
            }
        });
        fields.collect_view()
    };
    row.as_ref().map(field)
}

/// All water that came in, once every part of it can be read.
fn water_use(editor: Editor, row: &LiveRow) -> impl IntoView + use<> {
    let cells = Field::WATER_USE.map(|field| row.cell(field));
    move || {
        let read = |text: &String| figure(text).ok().flatten();
        let figures = cells.iter().map(|cell| cell.and_then(|cell| cell.text.with(read)));
        let sum = figures.sum::<Option<Decimal>>().map(|sum| texts::water_use(editor.lang, grouped(sum)));
        sum.map(|sum| view! { <p class="sum">{sum}</p> })
    }
}
