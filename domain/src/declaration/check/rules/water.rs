//! D05: no more water leaves than came in. A treatment plant for others' sewage is not asked.

use rust_decimal::Decimal;

use crate::{
    declaration::check::{
        desk::Desk,
        place::{Part, Place},
        problem::{Note, Tier},
    },
    message::Args,
};

pub(in super::super) fn check(desk: &Desk<'_>, notes: &mut Vec<Note>) {
    let water = &desk.content.water;
    let taken = [water.municipal_m3, water.other_m3, water.reused_m3];
    let (Some(discharged), true) = (water.discharged_m3, taken.iter().all(Option::is_some)) else {
        return;
    };
    let intake = taken.into_iter().flatten().fold(Decimal::ZERO, Decimal::saturating_add);
    if discharged <= intake || desk.context.industry.treats_wastewater() {
        return;
    }
    let tenth = discharged.checked_div(Decimal::TEN).unwrap_or(discharged);
    let key = if tenth <= intake { "D05.digit" } else { "D05.more" };
    let args = Args::default().number("value", discharged).number("intake", intake);
    notes.push(Note { place: Place::field(Part::Water, "discharged_m3"), tier: Tier::Explain, key, args });
}
