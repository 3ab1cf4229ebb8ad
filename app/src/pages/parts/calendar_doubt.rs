//! What to say where a term ends in a year whose working days are not settled.

use domain::calendar::Known;
use domain::lang::Lang;

use crate::texts::calendar as texts;

/// The sentence on a year that a term touches.
pub fn calendar_doubt(lang: Lang, (year, known): (i32, Known)) -> String {
    match known {
        Known::Provisional => texts::provisional(lang, year),
        Known::Unknown | Known::Confirmed => texts::unknown(lang, year),
    }
}
