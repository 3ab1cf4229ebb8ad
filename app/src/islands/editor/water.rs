//! Water and wastewater; and electricity, which is a single figure.

use domain::declaration::Content;
use leptos::prelude::*;
use rust_decimal::Decimal;

use super::desk::Desk;
use super::field::{Asked, CellField};
use super::figure;
use super::labels;
use super::section::Section;
use crate::texts::filing_editor as texts;

const INTAKE: [&str; 3] = ["municipal_m3", "other_m3", "reused_m3"];

/// The four figures of water, with the sum that the last is measured against.
#[component]
pub fn WaterFields(desk: Desk) -> impl IntoView {
    let lang = desk.lang;
    let hints = [
        ("municipal_m3", texts::municipal_hint(lang)),
        ("other_m3", texts::other_hint(lang)),
        ("reused_m3", texts::reused_hint(lang)),
        ("discharged_m3", texts::discharged_hint(lang)),
    ];
    let row = desk.sheet.only(Section::Water);
    let cells = INTAKE.map(|field| row.cell(field));
    let intake = move || {
        let figures = cells.iter().map(|cell| cell.text.with(|text| figure::read(text).ok().flatten()));
        figures.sum::<Option<Decimal>>().map(|sum| texts::intake(lang, figure::show(sum)))
    };
    let field = move |(field, hint): (&'static str, &'static str)| {
        let cell = row.cell(field);
        let unit = labels::unit(lang, Section::Water, field);
        let label = labels::field(lang, Section::Water, field);
        let asked = Asked::figure(label, unit).hint(hint).maybe(last(desk, unit, |last| water(last, field)));
        let sum = move || intake().map(|sum| view! { <p class="sum">{sum}</p> });
        let sum = (field == "discharged_m3").then_some(sum);
        view! {
            {sum}
            <CellField desk cell asked/>
        }
    };
    hints.into_iter().map(field).collect_view()
}

fn water(content: &Content, field: &str) -> Option<Decimal> {
    match field {
        "municipal_m3" => content.water.municipal_m3,
        "other_m3" => content.water.other_m3,
        "reused_m3" => content.water.reused_m3,
        _ => content.water.discharged_m3,
    }
}

/// The one figure of electricity.
#[component]
pub fn EnergyField(desk: Desk) -> impl IntoView {
    let lang = desk.lang;
    let cell = desk.sheet.only(Section::Energy).cell("");
    let unit = labels::unit(lang, Section::Energy, "");
    let asked = Asked::figure(labels::field(lang, Section::Energy, ""), unit).hint(texts::electricity_hint(lang));
    let asked = asked.maybe(last(desk, unit, |last| last.electricity_kwh));
    view! { <CellField desk cell asked/> }
}

/// What the quarter before said, as a hint.
pub fn last(desk: Desk, unit: &str, figure: impl Fn(&Content) -> Option<Decimal>) -> Option<String> {
    let value = desk.sheet.permit(|context| context.last.as_ref().and_then(&figure))?;
    Some(texts::last(desk.lang, with_unit(value, unit)))
}

/// A figure with its unit.
pub fn with_unit(value: Decimal, unit: &str) -> String {
    format!("{} {unit}", figure::show(value)).trim_end().to_owned()
}
