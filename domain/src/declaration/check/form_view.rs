//! A declaration laid out for the rules: its figures in one list, its permit by key.

use std::collections::{BTreeMap, HashMap};

use rust_decimal::Decimal;

use super::context::{Context, LimitedPollutant};
use crate::{
    declaration::{
        Content, Emission,
        form::{Field, FieldPath, Holds, Section, Value},
    },
    outlet::OutletCode,
};

/// An outlet and a pollutant's code.
pub(super) type Key<'a> = (OutletCode, &'a str);

/// A figure of the form.
pub(super) struct Figure {
    pub path: FieldPath,
    pub value: Option<Decimal>,
    /// The same in the quarter before, where they are compared.
    pub last: Option<Decimal>,
    /// Whether it must be stated.
    pub needed: bool,
    /// Above this nothing of this city is.
    pub most: Option<Decimal>,
}

/// What a rule looks at.
pub(super) struct FormView<'a> {
    pub content: &'a Content,
    pub context: &'a Context,
    /// In the order of the form.
    pub figures: Vec<Figure>,
    pub limits: BTreeMap<Key<'a>, &'a LimitedPollutant>,
}

impl<'a> FormView<'a> {
    pub fn new(declared: &'a Content, context: &'a Context) -> Self {
        let limits = context.limits.iter().map(|limit| ((limit.outlet, limit.pollutant.as_str()), limit));
        Self { content: declared, context, figures: figures(declared, context), limits: limits.collect() }
    }

    /// Every field that holds something else than a figure, with its place and what stands in it.
    pub fn texts(&self) -> impl Iterator<Item = (Field, FieldPath, &'a str)> + use<'a> {
        let content = self.content;
        let fields = Field::ALL.iter().filter(|field| matches!(field.spec().holds, Holds::Words(_)));
        fields.flat_map(move |&field| {
            let text = move |row| match field.get(content, row)? {
                Value::Words(text) => Some((field, field.at(row), text)),
                _ => None,
            };
            (0..field.section().rows(content)).filter_map(text)
        })
    }
}

fn figures(declared: &Content, context: &Context) -> Vec<Figure> {
    let mut figures = Vec::new();
    for &section in Section::ALL {
        let last = context.last.as_ref().map(|last| (last, rows_by_key(section, last)));
        for row in 0..section.rows(declared) {
            let last = last.as_ref().and_then(|(last, rows)| Some((*last, *rows.get(&section.key(declared, row))?)));
            for field in section.fields() {
                let spec = field.spec();
                let Holds::Figure(measure) = spec.holds else { continue };
                let last = last.filter(|_| spec.compared).and_then(|(last, row)| field.figure(last, row));
                let (value, needed) = (field.figure(declared, row), field.is_needed(declared, row));
                figures.push(Figure { path: field.at(row), value, last, needed, most: measure.most });
            }
        }
    }
    figures
}

/// The rows of a section by what they are about; of two about the same the first.
fn rows_by_key(section: Section, content: &Content) -> HashMap<Vec<Value<'_>>, usize> {
    (0..section.rows(content)).rev().map(|row| (section.key(content, row), row)).collect()
}

/// What a row is about.
pub(super) fn key(row: &Emission) -> Key<'_> {
    (row.outlet, row.pollutant.as_str())
}
