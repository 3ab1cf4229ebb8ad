//! D17 and D18: the products are those of the permit, each once.

use std::collections::BTreeSet;

use crate::{
    declaration::check::{
        desk::Desk,
        place::{Part, Place},
        problem::{Note, Tier},
    },
    message::Args,
};

pub(in super::super) fn check(desk: &Desk<'_>, notes: &mut Vec<Note>) {
    let mut seen = BTreeSet::new();
    for (n, row) in desk.content.products.iter().enumerate().filter(|(_, row)| !row.name.trim().is_empty()) {
        let mut note =
            |field, tier, key, args| notes.push(Note { place: Place::cell(Part::Products, n, field), tier, key, args });
        let shown: String = row.name.chars().take(60).collect();
        let args = || Args::default().plain("name", &&shown);
        if !seen.insert(row.name.as_str()) {
            note("name", Tier::Block, "D18.twice", args());
        }
        match desk.context.products.iter().find(|permitted| permitted.name == row.name) {
            None => note("name", Tier::Explain, "D17.unknown", args()),
            Some(permitted) if permitted.unit != row.unit => {
                note("unit", Tier::Block, "D17.unit", args().plain("unit", &&permitted.unit));
            }
            Some(_) => {}
        }
    }
    for permitted in desk.context.products.iter().filter(|permitted| !seen.contains(permitted.name.as_str())) {
        let args = Args::default().plain("name", &&permitted.name);
        notes.push(Note { place: Place::whole(Part::Products), tier: Tier::Block, key: "D18.missing", args });
    }
}
