//! What a declaration says, to be read: as it is about to be signed, and as it was.

use domain::declaration::check::Context;
use domain::declaration::form::{Field, FieldPath, Holds, Role, Section};
use domain::declaration::{Content, Explanation};
use domain::input::grouped;
use domain::lang::Lang;
use domain::outlet::{OutletCode, OutletKind};
use leptos::prelude::*;

use crate::filing_form::{self, is_own_word, row_name, text_of};
use crate::pages::parts::chinese;
use crate::texts::filing as texts;
use crate::ui::data_table::{Column, DataTable};
use crate::ui::summary_list::{Fact, SummaryList};

/// A section without its heading: single facts where it has no rows or one field in each, a table where rows have more.
pub fn section(lang: Lang, content: &Content, permit: &Context, section: Section) -> AnyView {
    let fields: Vec<Field> = section.statements().collect();
    match (&fields[..], section.has_rows()) {
        _ if section.rows(content) == 0 => none(lang),
        ([text], false) if matches!(text.spec().holds, Holds::Words(_)) => said(lang, content, *text),
        (fields, false) => facts(fields.iter().map(|field| fact(lang, content, permit, *field)).collect()),
        ([only], true) => {
            facts((0..section.rows(content)).map(|row| row_fact(lang, content, permit, *only, row)).collect())
        }
        (fields, true) => table(lang, content, permit, section, fields),
    }
}

fn facts(facts: Vec<Fact>) -> AnyView {
    view! { <SummaryList facts/> }.into_any()
}

fn none(lang: Lang) -> AnyView {
    view! { <p class="soft">{texts::nothing(lang)}</p> }.into_any()
}

/// What stands in a field, or that nothing does.
fn stated(lang: Lang, content: &Content, permit: &Context, field: Field, row: usize) -> String {
    let shown = filing_form::shown(lang, content, permit, field, row);
    shown.unwrap_or_else(|| texts::not_stated(lang).to_owned())
}

fn fact(lang: Lang, content: &Content, permit: &Context, field: Field) -> Fact {
    Fact::new(field.name(lang), stated(lang, content, permit, field, 0))
}

/// The only field of a row, under the row's name.
fn row_fact(lang: Lang, content: &Content, permit: &Context, field: Field, row: usize) -> Fact {
    let name = row_name(lang, permit, field.section(), text_of(content, row));
    let mark = |is_own: bool| if is_own { chinese(lang) } else { None };
    let stated = stated(lang, content, permit, field, row);
    let value = view! { <span lang=mark(field.unit_is_own_word())>{stated}</span> };
    Fact::new(name, value).named_in(mark(is_own_word(field.section())))
}

/// A column's head: the field with its unit, where every row has the same.
fn head(lang: Lang, field: Field) -> String {
    match field.fixed_unit(lang) {
        "" => field.name(lang).to_owned(),
        unit => texts::with_unit(lang, field.name(lang), unit),
    }
}

fn table(lang: Lang, content: &Content, permit: &Context, section: Section, fields: &[Field]) -> AnyView {
    let heads: Vec<String> = fields.iter().map(|field| head(lang, *field)).collect();
    let names = section.fields().filter(|field| field.spec().role == Role::Names);
    let mut columns: Vec<Column> = names.last().map(|field| Column::words(field.name(lang))).into_iter().collect();
    columns.extend(fields.iter().zip(&heads).map(|(field, head)| {
        if field.is_figure() { Column::numbers(head.clone()) } else { Column::words(head.clone()) }
    }));
    let row = |row: usize| {
        let name = row_name(lang, permit, section, text_of(content, row));
        let mark = if is_own_word(section) { chinese(lang) } else { None };
        let cells = fields.iter().zip(&heads).map(|(field, head)| {
            let class = field.is_figure().then_some("n");
            view! { <td class=class data-head=head.clone()>{cell(lang, content, permit, *field, row)}</td> }
        });
        view! { <tr><th scope="row" lang=mark>{name}</th>{cells.collect_view()}</tr> }
    };
    let rows = (0..section.rows(content)).map(row).collect_view();
    let gas = gas_means(lang, content.emissions.iter().map(|row| row.outlet).filter(|_| section == Section::Emissions));
    let caption = section.title(lang);
    view! { <DataTable caption hide_caption=true records=true columns>{rows}</DataTable> {gas} }.into_any()
}

/// What stands in a cell of the table: with its unit where the head has none.
fn cell(lang: Lang, content: &Content, permit: &Context, field: Field, row: usize) -> String {
    let shown = if field.fixed_unit(lang).is_empty() {
        filing_form::shown(lang, content, permit, field, row)
    } else {
        field.figure(content, row).map(grouped)
    };
    shown.unwrap_or_else(|| "—".to_owned())
}

/// Which concentration the mean of a gas is; nothing where there are no stacks.
pub fn gas_means(lang: Lang, mut outlets: impl Iterator<Item = OutletCode>) -> Option<AnyView> {
    let any = outlets.any(|outlet| outlet.kind() == OutletKind::Air);
    any.then(|| view! { <p class="small soft">{texts::gas_means(lang)}</p> }.into_any())
}

/// A text that stands alone.
fn said(lang: Lang, content: &Content, field: Field) -> AnyView {
    match field.get(content, 0).filter(|value| value.is_stated()) {
        Some(value) => view! { <p class="said" lang=chinese(lang)>{value.text()}</p> }.into_any(),
        None => none(lang),
    }
}

/// The explanations of a section's figures; nothing where there are none.
pub fn explanations(lang: Lang, content: &Content, permit: &Context, section: Section) -> impl IntoView + use<> {
    let own = content.explanations.iter().filter(|e| e.place().map(FieldPath::section) == Some(section));
    let fact = |explanation: &Explanation| {
        let text = explanation.text.clone();
        let (row, name) = called(lang, content, permit, explanation);
        let fact = Fact::new(name, view! { <span lang=chinese(lang)>{text}</span> });
        let mark = if is_own_word(section) { chinese(lang) } else { None };
        match row {
            Some(row) => fact.of_row(row, mark),
            None => fact,
        }
    };
    let facts: Vec<Fact> = own.map(fact).collect();
    (!facts.is_empty()).then(|| view! { <h3>{texts::explanations(lang)}</h3><SummaryList facts/> })
}

/// The field that is explained, and the name of its row where it is in one.
pub fn called(lang: Lang, content: &Content, permit: &Context, one: &Explanation) -> (Option<String>, String) {
    let Some(place) = one.place() else { return (None, one.path.clone()) };
    let row = place.row().map(|row| row_name(lang, permit, place.section(), text_of(content, row)));
    (row.filter(|name| !name.trim().is_empty()), place.name().pick(lang).to_owned())
}

/// A whole declaration under the headings of its sections; `change` gives a section's way to change it.
pub fn whole(lang: Lang, content: &Content, permit: &Context, change: impl Fn(Section) -> Option<String>) -> AnyView {
    let part = |part: Section| {
        let id = format!("s-{part}");
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
    Section::ALL.iter().copied().map(part).collect_view().into_any()
}
