//! Slips as they stand in declarations.

use domain::{
    declaration::{Content, Emission, Method},
    pollutant::{AMMONIA, CHROMIUM, CHROMIUM_VI, NITROGEN},
};
use rust_decimal::{Decimal, dec};

use crate::{
    city::Enterprise,
    random::Chance,
    slips::{Slip, slip},
    stories::Story,
};

/// The slip in the declaration of the quarter that is `age` quarters older than the newest. The first enterprise has
/// not filed the newest; so that its people have something to answer, it made its slip in the one before.
pub fn declared(e: &Enterprise, age: usize) -> Option<Slip> {
    match (e.story, age) {
        (Some(Story::NickelCreep), 1) => Some(Slip::Water),
        (_, 0) => slip(e.number, e.class, e.story),
        _ => None,
    }
}

/// Makes the slip in a declaration that is right.
pub fn make(slip: Slip, e: &Enterprise, content: &mut Content) {
    match slip {
        Slip::Water => {
            let share = *Chance::of("slip of water", e.number).pick(&[dec!(0.84), dec!(0.89), dec!(0.94)]);
            scale(&mut content.water.municipal_m3, share, 0);
        }
        Slip::Volume => {
            scale(&mut content.water.discharged_m3, dec!(0.93), 0);
            let total = e.permit.outlets.iter().find(|outlet| outlet.is_total_water()).map(|outlet| outlet.code);
            let rows = content.emissions.iter_mut().filter(|row| Some(row.outlet) == total);
            rows.for_each(|row| scale(&mut row.amount_kg, dec!(0.93), 3));
        }
        Slip::Load => {
            let watched = |row: &&mut Emission| row.method == Method::Automatic;
            if let Some(row) = content.emissions.iter_mut().find(watched) {
                scale(&mut row.mean, dec!(0.78), 2);
                scale(&mut row.amount_kg, dec!(0.78), 3);
            }
        }
        Slip::Arithmetic => {
            // The total outlet's: there the volume is known from the form itself.
            if let Some(row) = content.emissions.iter_mut().rfind(|row| row.pollutant == "w01018") {
                scale(&mut row.amount_kg, dec!(1.07), 1);
            }
        }
        Slip::Part => part(content),
        Slip::Cap => {}
    }
}

/// The whole that was sampled is less than its part.
fn part(content: &mut Content) {
    for (part, whole) in [(AMMONIA, NITROGEN), (CHROMIUM_VI, CHROMIUM)] {
        let known = content.emissions.iter().find(|row| row.pollutant == part);
        let Some((outlet, mean, amount)) = known.map(|row| (row.outlet, row.mean, row.amount_kg)) else { continue };
        let sampled = |row: &&mut Emission| row.outlet == outlet && row.method == Method::Manual;
        let wholes = content.emissions.iter_mut().filter(|row| row.pollutant == whole).filter(sampled);
        for row in wholes {
            (row.mean, row.amount_kg) = (mean, amount);
            scale(&mut row.mean, dec!(0.7), 3);
            scale(&mut row.amount_kg, dec!(0.7), 3);
        }
    }
}

fn scale(value: &mut Option<Decimal>, share: Decimal, digits: u32) {
    *value = value.map(|value| (value * share).round_dp(digits).normalize());
}
