//! What else is wrong with declarations of the newest quarter, beside the stories: slips and half-truths of the kinds
//! that the cross-check is there for, so that its queue is what a reviewer's queue is.

use domain::{
    declaration::{Content, Emission, Method},
    enterprise::ManagementClass,
    pollutant::{AMMONIA, CHROMIUM, CHROMIUM_VI, NITROGEN},
};
use rust_decimal::{Decimal, dec};

use super::{city::Enterprise, random::Chance, stories::Story};

/// A slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// X03: less water than the waterworks billed.
    Water,
    /// X04: less wastewater than the flow meter counted.
    Volume,
    /// X04: less of a pollutant than the loggers added up.
    Load,
    /// X05: an amount that is not mean times volume.
    Arithmetic,
    /// X17: a permit whose yearly amount is used too fast, or used up.
    Cap,
    /// X19: a part that is more than its whole.
    Part,
}

/// The slip of an enterprise, if it makes one. It says nothing about those of its stories' declarations that are told
/// to be right.
pub fn slip(number: usize, class: ManagementClass, story: Option<Story>) -> Option<Slip> {
    if !class.has_permit() {
        return None;
    }
    match story {
        Some(Story::NightDyer) => Some(Slip::Load),
        Some(Story::ColdFurnace) => Some(Slip::Cap),
        Some(Story::WrongLimitSet) => Some(Slip::Volume),
        Some(Story::BoilerStart) => Some(Slip::Arithmetic),
        Some(Story::LawChange) => Some(Slip::Water),
        Some(Story::SludgeShort) => Some(Slip::Part),
        Some(_) => None,
        None => match Chance::of("slip", number).below(100) {
            0..5 => Some(Slip::Water),
            5..9 => Some(Slip::Volume),
            9..13 => Some(Slip::Load),
            13..17 => Some(Slip::Arithmetic),
            17..20 => Some(Slip::Cap),
            20..28 => Some(Slip::Part),
            _ => None,
        },
    }
}

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

/// By how much the permit's yearly amounts are above what is expected.
pub fn slack(slip: Option<Slip>, number: usize) -> f64 {
    match slip {
        // After three quarters of the year: passed, ahead of the days, and nearly so.
        Some(Slip::Cap) if number.is_multiple_of(4) => 0.7,
        Some(Slip::Cap) if number % 2 == 1 => 0.95,
        Some(Slip::Cap) => 1.1,
        _ => 1.75,
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
