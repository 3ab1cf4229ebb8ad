//! D08 and D09, and D06 beside a permit: output against the permitted capacity, by the quarter's share of days.
//! Above 130 % is the usual threshold of a major change (from memory, verify).

use rust_decimal::{Decimal, dec};

use crate::{
    declaration::check::{
        context::PermittedProduct,
        desk::Desk,
        place::{Part, Place},
        problem::{Note, Tier},
    },
    message::Args,
};

const GRAVE: Decimal = dec!(1.3);
/// From here on it is a unit.
const SLIP: Decimal = dec!(300);

pub(in super::super) fn check(desk: &Desk<'_>, notes: &mut Vec<Note>) {
    for (n, row) in desk.content.products.iter().enumerate() {
        let permitted = desk.context.products.iter().find(|p| p.name == row.name && p.unit == row.unit);
        if let (Some(quantity), Some(permitted)) = (row.quantity, permitted) {
            notes.extend(over(desk, Place::cell(Part::Products, n, "quantity"), quantity, permitted));
        }
    }
}

fn over(desk: &Desk<'_>, place: Place, quantity: Decimal, permitted: &PermittedProduct) -> Option<Note> {
    let year = if desk.context.quarter.first_day().leap_year() { dec!(366) } else { dec!(365) };
    let capacity = permitted.capacity.saturating_mul(desk.context.days()).checked_div(year)?;
    let share = quantity.checked_div(capacity)?;
    if share <= Decimal::ONE {
        return None;
    }
    let key = match share {
        share if share >= SLIP => "D06.capacity",
        share if share > GRAVE => "D09.grave",
        _ => "D08.over",
    };
    let args =
        Args::default().number("value", quantity).number("capacity", capacity.round_dp(1)).percent("share", share);
    let args = args.with("field", desk.label(place)).with("unit", desk.unit(place));
    Some(Note { place, tier: Tier::Explain, key, args })
}
