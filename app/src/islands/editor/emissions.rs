//! What was discharged: per outlet, and there per pollutant of the permit.

use std::collections::BTreeSet;

use domain::declaration::{Content, Emission, Method};
use domain::outlet::OutletCode;
use leptos::prelude::*;
use rust_decimal::Decimal;

use super::desk::Desk;
use super::field::{Asked, CellField};
use super::figure;
use super::labels;
use super::section::Section;
use super::sheet::Row;
use super::water::{last, with_unit};
use crate::texts::filing_editor as texts;
use crate::ui::field::Ids;

/// The emissions under the headings of their outlets.
#[component]
pub fn EmissionFields(desk: Desk) -> impl IntoView {
    let lang = desk.lang;
    let codes = Memo::new(move |_| {
        let rows = desk.sheet.rows(Section::Emissions);
        // As permits have it: water before gas, then by number.
        let codes: BTreeSet<OutletCode> = rows.iter().filter_map(|row| row.fixed("outlet").parse().ok()).collect();
        codes.iter().map(OutletCode::to_string).collect::<Vec<_>>()
    });
    let none = move || codes.with(Vec::is_empty).then(|| view! { <p class="soft">{texts::no_emissions(lang)}</p> });
    view! {
        {none}
        <For each=move || codes.get() key=String::clone let:code>
            <Outlet desk code/>
        </For>
    }
}

#[component]
fn Outlet(desk: Desk, code: String) -> impl IntoView {
    let id = format!("outlet-{code}");
    let own = id.clone();
    let heading = texts::outlet(desk.lang, &code);
    let code = StoredValue::new(code);
    let rows = move || {
        let own = |row: &Row| code.with_value(|code| row.fixed("outlet") == *code);
        desk.sheet.rows(Section::Emissions).into_iter().filter(own).collect::<Vec<_>>()
    };
    view! {
        <section aria-labelledby=id>
            <h2 id=own>{heading}</h2>
            <For each=rows key=|row| row.id let:row>{emission(desk, &row)}</For>
        </section>
    }
}

fn emission(desk: Desk, row: &Row) -> AnyView {
    let lang = desk.lang;
    let (outlet, code) = (row.fixed("outlet"), row.fixed("pollutant"));
    let limited = desk.sheet.permit(|context| labels::limited(context, &outlet, &code).cloned());
    let name = desk.sheet.permit(|context| labels::pollutant(lang, context, &code));
    let unit = limited.as_ref().map(|limit| limit.unit.clone()).unwrap_or_default();
    let label = |field| labels::field(lang, Section::Emissions, field);
    let kilograms = labels::unit(lang, Section::Emissions, "amount_kg");
    let id = Ids::of(&row.cell("pollutant").name()).hint;
    let known = [
        limited.and_then(|limit| allowed(desk, limit.low, limit.high, &limit.unit)),
        last(desk, &unit, |content| before(content, &outlet, &code)?.mean),
        last(desk, kilograms, |content| before(content, &outlet, &code)?.amount_kg),
    ];
    let known = known.into_iter().flatten().map(|line| view! { <span>{line}</span> }).collect_view();
    let mean = Asked::figure(label("mean"), unit).beside(&id);
    let amount = Asked::figure(label("amount_kg"), kilograms).beside(&id);
    view! {
        <fieldset class="emission">
            <legend>{name}</legend>
            <p class="hint lines" id=id>{known}</p>
            <MethodField desk row=row.clone()/>
            <CellField desk cell=row.cell("mean") asked=mean/>
            <CellField desk cell=row.cell("amount_kg") asked=amount/>
        </fieldset>
    }
    .into_any()
}

fn before<'a>(content: &'a Content, outlet: &str, code: &str) -> Option<&'a Emission> {
    content.emissions.iter().find(|row| row.pollutant == code && row.outlet.to_string() == outlet)
}

fn allowed(desk: Desk, low: Option<Decimal>, high: Option<Decimal>, unit: &str) -> Option<String> {
    match (low, high) {
        (Some(low), Some(high)) => Some(texts::limit_range(desk.lang, figure::show(low), with_unit(high, unit))),
        (None, Some(high)) => Some(texts::limit_high(desk.lang, with_unit(high, unit))),
        _ => None,
    }
}

/// How the amount was worked out.
#[component]
fn MethodField(desk: Desk, row: Row) -> impl IntoView {
    let lang = desk.lang;
    let cell = row.cell("method");
    let ids = Ids::of(&cell.name());
    let option = move |method: &Method| {
        let word = method.as_str();
        let chosen = move || cell.text.with(|own| own == word);
        view! { <option value=word selected=untrack(chosen) prop:selected=chosen>{labels::method(lang, *method)}</option> }
    };
    let note = move || {
        let measured = cell.text.with(|own| [Method::Automatic, Method::Manual].iter().any(|m| own == m.as_str()));
        (!measured).then(|| texts::mean_optional(lang))
    };
    view! {
        <div class="field">
            <label for=ids.input.clone()>{labels::field(lang, Section::Emissions, "method")}</label>
            <select id=ids.input name=cell.name() aria-describedby=ids.hint.clone()
                on:change=move |event| {
                    desk.typed(cell, event_target_value(&event));
                    desk.left(cell);
                }>
                {Method::ALL.iter().map(option).collect_view()}
            </select>
            <p class="hint" id=ids.hint>{note}</p>
        </div>
    }
}
