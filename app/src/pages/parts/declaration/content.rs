//! What a declaration says, to be read: as it is about to be signed, and as it was.

use domain::declaration::check::Context;
use domain::declaration::{Content, Emission, Explanation, Facility};
use domain::lang::Lang;
use domain::outlet::{OutletCode, OutletKind};
use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::islands::editor::place::Place;
use crate::islands::editor::section::Section;
use crate::islands::editor::{figure, labels};
use crate::pages::parts::chinese;
use crate::texts::filing as texts;
use crate::ui::data_table::{Column, DataTable};
use crate::ui::summary_list::{Fact, SummaryList};

/// A section without its heading.
pub fn section(lang: Lang, content: &Content, permit: &Context, section: Section) -> AnyView {
    match section {
        Section::Products => products(lang, content),
        Section::Water => water(lang, content),
        Section::Energy => {
            let unit = labels::unit(lang, section, "");
            facts(vec![Fact::new(labels::field(lang, section, ""), stated(lang, content.electricity_kwh, unit))])
        }
        Section::Facilities => facilities(lang, &content.facilities),
        Section::Emissions => emissions(lang, &content.emissions, permit),
        Section::Remarks => remarks(lang, content),
    }
}

fn facts(facts: Vec<Fact>) -> AnyView {
    view! { <SummaryList facts/> }.into_any()
}

fn none(lang: Lang) -> AnyView {
    view! { <p class="soft">{texts::nothing(lang)}</p> }.into_any()
}

/// A figure with its unit, or that there is none.
fn stated(lang: Lang, value: Option<Decimal>, unit: &str) -> String {
    value.map_or_else(
        || texts::not_stated(lang).to_owned(),
        |value| format!("{} {unit}", figure::show(value)).trim_end().to_owned(),
    )
}

/// A figure in a table, whose head has the unit.
fn cell(value: Option<Decimal>) -> String {
    value.map_or_else(|| "—".to_owned(), figure::show)
}

fn products(lang: Lang, content: &Content) -> AnyView {
    if content.products.is_empty() {
        return none(lang);
    }
    let rows = content.products.iter().map(|row| {
        let quantity = stated(lang, row.quantity, &row.unit);
        Fact::new(row.name.clone(), view! { <span lang=chinese(lang)>{quantity}</span> }).named_in(chinese(lang))
    });
    facts(rows.collect())
}

fn water(lang: Lang, content: &Content) -> AnyView {
    let water = &content.water;
    let unit = labels::unit(lang, Section::Water, "");
    let rows = [
        ("municipal_m3", water.municipal_m3),
        ("other_m3", water.other_m3),
        ("reused_m3", water.reused_m3),
        ("discharged_m3", water.discharged_m3),
    ];
    let fact = |(field, value)| Fact::new(labels::field(lang, Section::Water, field), stated(lang, value, unit));
    facts(rows.into_iter().map(fact).collect())
}

/// A column's head: the field with its unit.
fn head(lang: Lang, section: Section, field: &str) -> String {
    texts::with_unit(lang, labels::field(lang, section, field), labels::unit(lang, section, field))
}

fn facilities(lang: Lang, rows: &[Facility]) -> AnyView {
    if rows.is_empty() {
        return none(lang);
    }
    let heads =
        ["run_hours", "electricity_kwh", "chemicals_kg", "sludge_t"].map(|f| head(lang, Section::Facilities, f));
    let mut columns = vec![Column::words(labels::field(lang, Section::Facilities, "name"))];
    columns.extend(heads.iter().map(Column::numbers));
    let row = |row: &Facility| {
        let values = [row.run_hours, row.electricity_kwh, row.chemicals_kg, row.sludge_t];
        let cells = values.into_iter().zip(&heads).map(|(value, head)| {
            view! { <td class="n" data-head=head.clone()>{cell(value)}</td> }
        });
        view! { <tr><th scope="row" lang=chinese(lang)>{row.name.clone()}</th>{cells.collect_view()}</tr> }
    };
    let caption = Section::Facilities.title(lang);
    let rows = rows.iter().map(row).collect_view();
    view! { <DataTable caption hide_caption=true records=true columns>{rows}</DataTable> }.into_any()
}

fn emissions(lang: Lang, rows: &[Emission], permit: &Context) -> AnyView {
    if rows.is_empty() {
        return none(lang);
    }
    let name = |field| labels::field(lang, Section::Emissions, field);
    let amount = head(lang, Section::Emissions, "amount_kg");
    let columns = vec![
        Column::words(name("pollutant")),
        Column::words(name("method")),
        Column::numbers(name("mean")),
        Column::numbers(amount.clone()),
    ];
    let row = |row: &Emission| {
        let outlet = row.outlet.to_string();
        let unit = labels::limited(permit, &outlet, &row.pollutant).map(|limit| limit.unit.as_str());
        let mean = row.mean.map_or_else(|| cell(None), |mean| stated(lang, Some(mean), unit.unwrap_or_default()));
        let pollutant = labels::pollutant(lang, permit, &row.pollutant);
        view! {
            <tr>
                <th scope="row">{format!("{outlet} {pollutant}")}</th>
                <td data-head=name("method")>{labels::method(lang, row.method)}</td>
                <td class="n" data-head=name("mean")>{mean}</td>
                <td class="n" data-head=amount.clone()>{cell(row.amount_kg)}</td>
            </tr>
        }
    };
    let caption = Section::Emissions.title(lang);
    let gas = gas_means(lang, rows.iter().map(|row| row.outlet));
    let rows = rows.iter().map(row).collect_view();
    view! { <DataTable caption hide_caption=true records=true columns>{rows}</DataTable> {gas} }.into_any()
}

/// Which concentration the mean of a gas is; nothing where there are no stacks.
pub fn gas_means(lang: Lang, mut outlets: impl Iterator<Item = OutletCode>) -> Option<AnyView> {
    let any = outlets.any(|outlet| outlet.kind() == OutletKind::Air);
    any.then(|| view! { <p class="small soft">{texts::gas_means(lang)}</p> }.into_any())
}

fn remarks(lang: Lang, content: &Content) -> AnyView {
    if content.remarks.is_empty() {
        return none(lang);
    }
    view! { <p class="said" lang=chinese(lang)>{content.remarks.clone()}</p> }.into_any()
}

/// The explanations of a section's figures; nothing where there are none.
pub fn explanations(lang: Lang, content: &Content, permit: &Context, section: Section) -> impl IntoView + use<> {
    let own = content.explanations.iter().filter(|e| Section::of_path(&e.path) == Some(section));
    let fact = |explanation: &Explanation| {
        let text = explanation.text.clone();
        let (row, name) = called(lang, content, permit, &explanation.path);
        let fact = Fact::new(name, view! { <span lang=chinese(lang)>{text}</span> });
        let mark = if section == Section::Emissions { None } else { chinese(lang) };
        match row {
            Some(row) => fact.of_row(row, mark),
            None => fact,
        }
    };
    let facts: Vec<Fact> = own.map(fact).collect();
    (!facts.is_empty()).then(|| view! { <h3>{texts::explanations(lang)}</h3><SummaryList facts/> })
}

/// The field of a path, and the name of its row where it is in one.
pub fn called(lang: Lang, content: &Content, permit: &Context, path: &str) -> (Option<String>, String) {
    let Some(place) = Place::of_path(path) else { return (None, path.to_owned()) };
    let row = place.row.and_then(|row| match place.section {
        Section::Products => content.products.get(row).map(|product| product.name.clone()),
        Section::Facilities => content.facilities.get(row).map(|facility| facility.name.clone()),
        Section::Emissions => content
            .emissions
            .get(row)
            .map(|emission| format!("{} {}", emission.outlet, labels::pollutant(lang, permit, &emission.pollutant))),
        _ => None,
    });
    (row.filter(|name| !name.is_empty()), labels::field(lang, place.section, place.field).to_owned())
}

/// A whole declaration under the headings of its sections; `change` gives a section's way to change it.
pub fn whole(lang: Lang, content: &Content, permit: &Context, change: impl Fn(Section) -> Option<String>) -> AnyView {
    let part = |part: Section| {
        let id = format!("s-{}", part.slug());
        let own = id.clone();
        let change = change(part).map(|href| {
            view! { <a href=href>{texts::change(lang)}<span class="hidden">" " {part.title(lang)}</span></a> }
        });
        view! {
            <section aria-labelledby=id>
                <div class="bar-line"><h2 id=own>{part.title(lang)}</h2>{change}</div>
                {section(lang, content, permit, part)}
                {explanations(lang, content, permit, part)}
            </section>
        }
    };
    Section::ALL.map(part).into_iter().collect_view().into_any()
}
