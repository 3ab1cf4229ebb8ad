//! Products: those of the permit, and others.

use domain::declaration::form::Field;
use leptos::prelude::*;

use super::field::{Asked, CellField};
use super::row_box::{AddRow, RowBox};
use crate::filing_form::with_unit;
use crate::islands::editor::handle::Editor;
use crate::islands::editor::live_sheet::LiveRow;
use crate::texts::filing_editor as texts;

/// The products.
#[component]
pub fn ProductFields(editor: Editor) -> impl IntoView {
    let lang = editor.lang;
    let rows = editor.sheet.rows;
    let none = move || rows.with(Vec::is_empty).then(|| view! { <p class="soft">{texts::no_products(lang)}</p> });
    view! {
        {none}
        <For each=move || rows.get() key=|row| row.id let:row>
            {permitted(editor, &row).unwrap_or_else(|| other(editor, &row))}
        </For>
        <AddRow editor word=texts::add_product(lang) title=texts::new_product(lang)/>
    }
}

/// A product of the permit is called what the permit calls it; none for another.
fn permitted(editor: Editor, row: &LiveRow) -> Option<AnyView> {
    let [name, unit] = [Field::ProductName, Field::ProductUnit].map(|field| editor.sheet.text(row.id, field));
    let capacity = editor.sheet.permit(|context| {
        let product = context.products.iter().find(|product| product.name == name && product.unit == unit)?;
        Some(texts::capacity(editor.lang, with_unit(product.capacity, &product.unit)))
    })?;
    let fields = row.cells().filter(|cell| cell.id.field.is_figure()).map(|cell| {
        let asked = Asked::of(editor, cell.id).under_own_name(name.clone()).first(capacity.clone());
        view! { <CellField editor cell asked/> }
    });
    Some(fields.collect_view().into_any())
}

fn other(editor: Editor, row: &LiveRow) -> AnyView {
    let fields = row.cells().map(|cell| {
        // Its unit is being typed beside it.
        let asked = Asked { unit: String::new(), ..Asked::of(editor, cell.id) };
        view! { <CellField editor cell asked/> }
    });
    let fields = fields.collect_view();
    view! { <RowBox editor row=row.clone() title=texts::new_product(editor.lang)>{fields}</RowBox> }.into_any()
}
