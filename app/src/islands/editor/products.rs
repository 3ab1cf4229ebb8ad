//! Products: those of the permit, and others.

use domain::declaration::Product;
use leptos::prelude::*;

use super::desk::Desk;
use super::field::{Asked, CellField};
use super::labels;
use super::lines;
use super::rows::{AddRow, RowBox};
use super::section::Section;
use super::sheet::Row;
use super::water::{last, with_unit};
use crate::texts::filing_editor as texts;

/// The products.
#[component]
pub fn ProductFields(desk: Desk) -> impl IntoView {
    let lang = desk.lang;
    let blank = || lines::product(&Product { name: String::new(), unit: String::new(), quantity: None });
    let none = move || {
        let empty = desk.sheet.rows(Section::Products).is_empty();
        empty.then(|| view! { <p class="soft">{texts::no_products(lang)}</p> })
    };
    view! {
        {none}
        <For each=move || desk.sheet.rows(Section::Products) key=|row| row.id let:row>
            {if is_permitted(desk, &row) { permitted(desk, &row).into_any() } else { other(desk, row).into_any() }}
        </For>
        <AddRow desk word=texts::add_product(lang) blank/>
    }
}

fn is_permitted(desk: Desk, row: &Row) -> bool {
    let (name, unit) = (row.fixed("name"), row.fixed("unit"));
    desk.sheet.permit(|context| context.products.iter().any(|product| product.name == name && product.unit == unit))
}

/// A product of the permit is called what the permit calls it.
fn permitted(desk: Desk, row: &Row) -> impl IntoView + use<> {
    let (name, unit) = (row.fixed("name"), row.fixed("unit"));
    let capacity = desk.sheet.permit(|context| {
        let product = context.products.iter().find(|product| product.name == name)?;
        Some(texts::capacity(desk.lang, with_unit(product.capacity, &product.unit)))
    });
    let before = last(desk, &unit, |last| last.products.iter().find(|product| product.name == name)?.quantity);
    let asked = Asked::figure(name.clone(), unit).own().maybe(capacity).maybe(before);
    view! { <CellField desk cell=row.cell("quantity") asked/> }
}

fn other(desk: Desk, row: Row) -> impl IntoView {
    let lang = desk.lang;
    let label = move |field| labels::field(lang, Section::Products, field);
    let [name, unit, quantity] = ["name", "unit", "quantity"].map(|field| row.cell(field));
    view! {
        <RowBox desk row title=texts::new_product(lang)>
            <CellField desk cell=name asked=Asked::text(label("name")).hint(texts::product_name_hint(lang))/>
            <CellField desk cell=unit asked=Asked::text(label("unit")).hint(texts::unit_hint(lang))/>
            <CellField desk cell=quantity asked=Asked::figure(label("quantity"), "")/>
        </RowBox>
    }
}
