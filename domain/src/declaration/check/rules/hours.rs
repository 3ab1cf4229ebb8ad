//! D10: no facility runs longer than the quarter is.

use rust_decimal::dec;

use crate::{
    declaration::check::{
        desk::Desk,
        place::{Part, Place},
        problem::{Note, Tier},
    },
    message::Args,
};

pub(in super::super) fn check(desk: &Desk<'_>, notes: &mut Vec<Note>) {
    let most = desk.context.days() * dec!(24);
    for (n, row) in desk.content.facilities.iter().enumerate() {
        if let Some(hours) = row.run_hours.filter(|hours| *hours > most) {
            let place = Place::cell(Part::Facilities, n, "run_hours");
            let args = Args::default().with("field", desk.label(place)).number("value", hours).number("most", most);
            notes.push(Note { place, tier: Tier::Block, key: "D10.hours", args });
        }
    }
}
