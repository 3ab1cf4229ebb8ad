//! Treatment facilities.

use domain::declaration::Facility;
use leptos::prelude::*;
use rust_decimal::Decimal;

use super::desk::Desk;
use super::field::{Asked, CellField};
use super::figure;
use super::labels;
use super::lines::{self, Line};
use super::rows::{AddRow, RowBox};
use super::section::Section;
use super::sheet::Row;
use super::water::last;
use crate::texts::filing_editor as texts;

const FIGURES: [&str; 4] = ["run_hours", "electricity_kwh", "chemicals_kg", "sludge_t"];

/// The facilities, each in a frame of its own.
#[component]
pub fn FacilityFields(desk: Desk) -> impl IntoView {
    let lang = desk.lang;
    let none = move || {
        let empty = desk.sheet.rows(Section::Facilities).is_empty();
        empty.then(|| view! { <p class="soft">{texts::no_facilities(lang)}</p> })
    };
    view! {
        {none}
        <For each=move || desk.sheet.rows(Section::Facilities) key=|row| row.id let:row>
            {facility(desk, row)}
        </For>
        <AddRow desk word=texts::add_facility(lang) blank/>
    }
}

fn blank() -> Line {
    let none = None;
    let (run_hours, electricity_kwh, chemicals_kg, sludge_t) = (none, none, none, none);
    lines::facility(&Facility { name: String::new(), run_hours, electricity_kwh, chemicals_kg, sludge_t })
}

fn facility(desk: Desk, row: Row) -> AnyView {
    let lang = desk.lang;
    let name = row.cell("name");
    let called = row.fixed("name");
    let asked = Asked::text(labels::field(lang, Section::Facilities, "name")).hint(texts::facility_name_hint(lang));
    let fields = FIGURES.map(|field| {
        let (cell, asked) = (row.cell(field), figure_of(desk, &called, field));
        view! { <CellField desk cell asked/> }
    });
    view! {
        <RowBox desk row title=texts::new_facility(lang)>
            <CellField desk cell=name asked/>
            <div class="pair">{fields.into_iter().collect_view()}</div>
        </RowBox>
    }
    .into_any()
}

fn figure_of(desk: Desk, name: &str, field: &'static str) -> Asked {
    let lang = desk.lang;
    let unit = labels::unit(lang, Section::Facilities, field);
    let asked = Asked::figure(labels::field(lang, Section::Facilities, field), unit);
    let asked = if field == "run_hours" {
        let most = desk.sheet.permit(|context| context.days() * Decimal::from(24));
        asked.hint(texts::run_hours_hint(lang, figure::show(most)))
    } else {
        asked.hint(texts::optional(lang))
    };
    asked.maybe(last(desk, unit, |last| {
        let facility = last.facilities.iter().find(|facility| facility.name == name)?;
        match field {
            "run_hours" => facility.run_hours,
            "electricity_kwh" => facility.electricity_kwh,
            "chemicals_kg" => facility.chemicals_kg,
            _ => facility.sludge_t,
        }
    }))
}
