//! D11 to D15: each limited pollutant of each outlet has one row, and no row is about something else.

use std::collections::BTreeMap;

use crate::{
    declaration::check::{
        desk::{Desk, Key, key},
        place::{Part, Place},
        problem::{Note, Tier},
    },
    message::{Arg, Args},
    pollutant::{has_load, medium},
};

pub(in super::super) fn check(desk: &Desk<'_>, notes: &mut Vec<Note>) {
    let mut first: BTreeMap<Key<'_>, usize> = BTreeMap::new();
    for (n, row) in desk.content.emissions.iter().enumerate() {
        let earlier = *first.entry(key(row)).or_insert(n);
        let (field, tier, rule) = if !desk.context.outlets.contains(&row.outlet) {
            ("outlet", Tier::Block, "D13.outlet")
        } else if medium(&row.pollutant) != Some(row.outlet.kind()) {
            ("pollutant", Tier::Block, "D14.code")
        } else if earlier != n {
            ("pollutant", Tier::Block, "D11.twice")
        } else if !desk.limits.contains_key(&key(row)) {
            ("pollutant", Tier::Warn, "D15.unlisted")
        } else {
            continue;
        };
        let args = args(desk, key(row)).plain("first", &(earlier + 1));
        notes.push(Note { place: Place::cell(Part::Emissions, n, field), tier, key: rule, args });
    }
    for limited in desk.limits.keys().filter(|limited| has_load(limited.1) && !first.contains_key(*limited)) {
        let (place, args) = (Place::whole(Part::Emissions), args(desk, *limited));
        notes.push(Note { place, tier: Tier::Block, key: "D12.missing", args });
    }
}

fn args(desk: &Desk<'_>, key: Key<'_>) -> Args {
    let (zh, en) = desk.pollutant(key);
    Args::default().plain("outlet", &key.0).with("pollutant", Arg::Word { zh, en })
}
