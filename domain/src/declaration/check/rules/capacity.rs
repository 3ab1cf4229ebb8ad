//! D08 and D09, and D06 beside a permit: output against the permitted capacity, by the quarter's share of days.
//! Above 130 % is the usual threshold of a major change (from memory, verify).

use rust_decimal::{Decimal, dec};

use crate::{
    declaration::{
        check::{
            context::PermittedProduct,
            form_view::FormView,
            problem::{Note, Tier},
        },
        form::{Field, FieldPath},
    },
    message::Args,
};

const GRAVE: Decimal = dec!(1.3);
/// From here on it is a unit.
const SLIP: Decimal = dec!(300);

pub(in super::super) fn check(form: &FormView<'_>, notes: &mut Vec<Note>) {
    for (n, row) in form.content.products.iter().enumerate() {
        let permitted = form.context.products.iter().find(|p| p.name == row.name && p.unit == row.unit);
        if let (Some(quantity), Some(permitted)) = (row.quantity, permitted) {
            notes.extend(over(form, Field::ProductQuantity.at(n), quantity, permitted));
        }
    }
}

fn over(form: &FormView<'_>, path: FieldPath, quantity: Decimal, permitted: &PermittedProduct) -> Option<Note> {
    let year = if form.context.quarter.first_day().leap_year() { dec!(366) } else { dec!(365) };
    let capacity = permitted.capacity.saturating_mul(form.context.days()).checked_div(year)?;
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
    let args = args.with("field", form.label(path)).with("unit", form.unit(path));
    Some(Note { path, tier: Tier::Explain, key, args })
}
