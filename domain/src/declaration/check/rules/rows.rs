//! D11 to D15: each limited pollutant of each outlet has one row, and no row is about something else.

use std::collections::BTreeMap;

use crate::{
    declaration::{
        check::{
            form_view::{FormView, Key, key},
            problem::{Note, Tier},
        },
        form::{Field, FieldPath, Section},
    },
    message::{Arg, Args},
    pollutant::{has_load, medium},
};

pub(in super::super) fn check(form: &FormView<'_>, notes: &mut Vec<Note>) {
    let mut first: BTreeMap<Key<'_>, usize> = BTreeMap::new();
    for (n, row) in form.content.emissions.iter().enumerate() {
        let earlier = *first.entry(key(row)).or_insert(n);
        let (field, tier, rule) = if !form.context.outlets.contains(&row.outlet) {
            (Field::Outlet, Tier::Block, "D13.outlet")
        } else if medium(&row.pollutant) != Some(row.outlet.kind()) {
            (Field::Pollutant, Tier::Block, "D14.code")
        } else if earlier != n {
            (Field::Pollutant, Tier::Block, "D11.twice")
        } else if !form.limits.contains_key(&key(row)) {
            (Field::Pollutant, Tier::Warn, "D15.unlisted")
        } else {
            continue;
        };
        let args = args(form, key(row)).plain("first", &(earlier + 1));
        notes.push(Note { path: field.at(n), tier, key: rule, args });
    }
    for limited in form.limits.keys().filter(|limited| has_load(limited.1) && !first.contains_key(*limited)) {
        let (path, args) = (FieldPath::rows(Section::Emissions), args(form, *limited));
        notes.push(Note { path, tier: Tier::Block, key: "D12.missing", args });
    }
}

fn args(form: &FormView<'_>, key: Key<'_>) -> Args {
    let (zh, en) = form.pollutant(key);
    Args::default().plain("outlet", &key.0).with("pollutant", Arg::Word { zh, en })
}
