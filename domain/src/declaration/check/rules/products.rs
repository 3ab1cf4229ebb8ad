//! D17 and D18: the products are those of the permit, each once.

use std::collections::BTreeSet;

use crate::{
    declaration::{
        check::{
            form_view::FormView,
            problem::{Note, Tier},
        },
        form::{Field, FieldPath, Section},
    },
    message::Args,
};

pub(in super::super) fn check(form: &FormView<'_>, notes: &mut Vec<Note>) {
    let mut seen = BTreeSet::new();
    for (n, row) in form.content.products.iter().enumerate().filter(|(_, row)| !row.name.trim().is_empty()) {
        let mut note = |field: Field, tier, key, args| notes.push(Note { path: field.at(n), tier, key, args });
        let shown: String = row.name.chars().take(60).collect();
        let args = || Args::default().plain("name", &&shown);
        if !seen.insert(row.name.as_str()) {
            note(Field::ProductName, Tier::Block, "D18.twice", args());
        }
        match form.context.products.iter().find(|permitted| permitted.name == row.name) {
            None => note(Field::ProductName, Tier::Explain, "D17.unknown", args()),
            Some(permitted) if permitted.unit != row.unit => {
                note(Field::ProductUnit, Tier::Block, "D17.unit", args().plain("unit", &&permitted.unit));
            }
            Some(_) => {}
        }
    }
    for permitted in form.context.products.iter().filter(|permitted| !seen.contains(permitted.name.as_str())) {
        let args = Args::default().plain("name", &&permitted.name);
        notes.push(Note { path: FieldPath::rows(Section::Products), tier: Tier::Block, key: "D18.missing", args });
    }
}
