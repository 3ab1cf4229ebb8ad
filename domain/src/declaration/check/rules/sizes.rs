//! D19: texts and tables of a size that a person can have written.

use crate::{
    declaration::check::{
        desk::Desk,
        place::{Part, Place},
        problem::{Note, Tier},
    },
    message::Args,
};

const ROWS: usize = 500;
const NAME: usize = 60;
const REMARKS: usize = 2_000;

pub(in super::super) fn check(desk: &Desk<'_>, notes: &mut Vec<Note>) {
    let content = desk.content;
    let mut too_much = |place, key, count: usize, most: usize| {
        if count > most {
            let args = Args::default().with("field", desk.label(place)).plain("count", &count).plain("most", &most);
            notes.push(Note { place, tier: Tier::Block, key, args });
        }
    };
    let rows = [
        (Part::Products, content.products.len()),
        (Part::Facilities, content.facilities.len()),
        (Part::Emissions, content.emissions.len()),
    ];
    for (part, count) in rows {
        too_much(Place::whole(part), "D19.rows", count, ROWS);
    }
    for (n, row) in content.products.iter().enumerate() {
        too_much(Place::cell(Part::Products, n, "name"), "D19.long", row.name.chars().count(), NAME);
        too_much(Place::cell(Part::Products, n, "unit"), "D19.long", row.unit.chars().count(), NAME);
    }
    for (n, row) in content.facilities.iter().enumerate() {
        too_much(Place::cell(Part::Facilities, n, "name"), "D19.long", row.name.chars().count(), NAME);
    }
    too_much(Place::whole(Part::Remarks), "D19.long", content.remarks.chars().count(), REMARKS);
}
