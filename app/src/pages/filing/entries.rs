//! A declaration as a list of single figures and texts, so that two of them can be laid side by side.

use domain::declaration::check::Context;
use domain::declaration::{Content, Emission, Facility};
use domain::lang::Lang;
use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::islands::editor::section::Section;
use crate::islands::editor::{figure, labels};
use crate::pages::parts::chinese;
use crate::pages::parts::declaration::called;
use crate::texts::filing_editor as editor;

/// A figure or a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    section: Section,
    /// The row's name, and which of that name it is, where the section has rows.
    row: Option<(String, usize)>,
    /// Whether the row's name is in Chinese whatever the page's language is.
    row_in_chinese: bool,
    /// What the field is called.
    field: String,
    /// What stands in it, with its unit.
    pub value: Option<String>,
    /// Whether the value is in Chinese whatever the page's language is.
    pub in_chinese: bool,
}

impl Entry {
    /// Whether both are of one field, whatever stands in it.
    pub fn is_of(&self, other: &Self) -> bool {
        (self.section, &self.row, &self.field) == (other.section, &other.row, &other.field)
    }

    /// Section, row and field, as far as they say something.
    pub fn name(&self, lang: Lang) -> AnyView {
        let mark = if self.row_in_chinese { chinese(lang) } else { None };
        let row = self.row.as_ref().map(|(name, _)| view! { <span lang=mark>{name.clone()}</span> " · " });
        view! { {row}{self.field.clone()} }.into_any()
    }
}

/// All of them, in the order of the form.
pub fn entries(lang: Lang, content: &Content, permit: &Context) -> Vec<Entry> {
    let mut all = Vec::new();
    for product in &content.products {
        let quantity = shown(product.quantity, &product.unit);
        let rows = [Entry { in_chinese: true, ..entry(lang, Section::Products, "quantity", quantity) }];
        in_row(&mut all, &product.name, true, rows);
    }
    all.extend(water(lang, content));
    all.push(figure_of(lang, Section::Energy, "", content.electricity_kwh));
    for facility in &content.facilities {
        in_row(&mut all, &facility.name, true, facility_entries(lang, facility));
    }
    for emission in &content.emissions {
        let name = format!("{} {}", emission.outlet, labels::pollutant(lang, permit, &emission.pollutant));
        in_row(&mut all, &name, false, emission_entries(lang, emission, permit));
    }
    let remarks = (!content.remarks.is_empty()).then(|| content.remarks.clone());
    all.push(Entry { in_chinese: true, ..entry(lang, Section::Remarks, "", remarks) });
    all.extend(explanations(lang, content, permit));
    all
}

/// Puts the entries under the name of their row.
fn in_row(all: &mut Vec<Entry>, name: &str, in_chinese: bool, entries: impl IntoIterator<Item = Entry>) {
    for entry in entries {
        let same = |other: &&Entry| {
            let of_name = other.row.as_ref().is_some_and(|(row, _)| row == name);
            of_name && other.section == entry.section && other.field == entry.field
        };
        let nth = all.iter().filter(same).count();
        all.push(Entry { row: Some((name.to_owned(), nth)), row_in_chinese: in_chinese, ..entry });
    }
}

fn entry(lang: Lang, section: Section, field: &str, value: Option<String>) -> Entry {
    let field = labels::field(lang, section, field).to_owned();
    Entry { section, row: None, row_in_chinese: false, field, value, in_chinese: false }
}

fn figure_of(lang: Lang, section: Section, field: &str, value: Option<Decimal>) -> Entry {
    entry(lang, section, field, shown(value, labels::unit(lang, section, field)))
}

fn shown(value: Option<Decimal>, unit: &str) -> Option<String> {
    value.map(|value| format!("{} {unit}", figure::show(value)).trim_end().to_owned())
}

fn water(lang: Lang, content: &Content) -> [Entry; 4] {
    let water = &content.water;
    [
        ("municipal_m3", water.municipal_m3),
        ("other_m3", water.other_m3),
        ("reused_m3", water.reused_m3),
        ("discharged_m3", water.discharged_m3),
    ]
    .map(|(field, value)| figure_of(lang, Section::Water, field, value))
}

fn facility_entries(lang: Lang, row: &Facility) -> [Entry; 4] {
    [
        ("run_hours", row.run_hours),
        ("electricity_kwh", row.electricity_kwh),
        ("chemicals_kg", row.chemicals_kg),
        ("sludge_t", row.sludge_t),
    ]
    .map(|(field, value)| figure_of(lang, Section::Facilities, field, value))
}

fn emission_entries(lang: Lang, row: &Emission, permit: &Context) -> [Entry; 3] {
    let section = Section::Emissions;
    let limited = labels::limited(permit, &row.outlet.to_string(), &row.pollutant);
    let mean = shown(row.mean, limited.map_or("", |limit| limit.unit.as_str()));
    [
        entry(lang, section, "method", Some(labels::method(lang, row.method).to_owned())),
        entry(lang, section, "mean", mean),
        figure_of(lang, section, "amount_kg", row.amount_kg),
    ]
}

/// What explains a figure is an entry beside it.
fn explanations(lang: Lang, content: &Content, permit: &Context) -> Vec<Entry> {
    let one = |explanation: &domain::declaration::Explanation| {
        let section = Section::of_path(&explanation.path)?;
        let (row, name) = called(lang, content, permit, &explanation.path);
        Some(Entry {
            section,
            row: row.map(|name| (name, 0)),
            row_in_chinese: section != Section::Emissions,
            field: editor::explanation_of(lang, name),
            value: Some(explanation.text.clone()),
            in_chinese: true,
        })
    };
    content.explanations.iter().filter_map(one).collect()
}
