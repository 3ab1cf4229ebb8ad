//! What else is wrong with declarations of the newest quarter, beside the stories: slips and half-truths of the kinds
//! that the cross-check is there for, so that its queue is what a reviewer's queue is.

use domain::enterprise::ManagementClass;

use super::{random::Chance, stories::Story};

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
