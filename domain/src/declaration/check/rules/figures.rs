//! D01 to D04: each figure by itself is stated, not negative, storable and plausible.

use rust_decimal::Decimal;

use crate::{
    declaration::check::{
        desk::{Desk, Figure},
        place::{Part, Place},
        problem::{Note, Tier},
    },
    fixed::{Micro, Unstorable},
    message::Args,
};

pub(in super::super) fn check(desk: &Desk<'_>, notes: &mut Vec<Note>) {
    notes.extend(desk.figures.iter().filter_map(|figure| wrong(desk, figure)));
    let products = desk.content.products.iter().enumerate().flat_map(|(n, row)| {
        [(Place::cell(Part::Products, n, "name"), &row.name), (Place::cell(Part::Products, n, "unit"), &row.unit)]
    });
    let facilities = desk.content.facilities.iter().enumerate();
    let facilities = facilities.map(|(n, row)| (Place::cell(Part::Facilities, n, "name"), &row.name));
    for (place, _) in products.chain(facilities).filter(|(_, name)| name.trim().is_empty()) {
        let args = Args::default().with("field", desk.label(place));
        notes.push(Note { place, tier: Tier::Block, key: "D01.name", args });
    }
}

fn wrong(desk: &Desk<'_>, figure: &Figure) -> Option<Note> {
    let place = figure.place;
    let note = |tier, key, args: Args| Some(Note { place, tier, key, args: args.with("field", desk.label(place)) });
    let Some(value) = figure.value else {
        return if figure.needed { note(Tier::Block, "D01.empty", Args::default()) } else { None };
    };
    let args = || Args::default().number("value", value);
    if value < Decimal::ZERO {
        return note(Tier::Block, "D02.negative", args());
    }
    match Micro::try_from(value) {
        Err(Unstorable::TooFine { .. }) => {
            // In full: a sentence that rounds would not show what is wrong.
            let args = Args::default().plain("value", &value).plain("digits", &Micro::SCALE);
            note(Tier::Block, "D03.fine", args)
        }
        Err(Unstorable::TooLarge { .. }) => note(Tier::Block, "D03.large", args()),
        Ok(_) if value > figure.most => note(Tier::Explain, "D04.magnitude", args().with("unit", desk.unit(place))),
        Ok(_) => None,
    }
}
