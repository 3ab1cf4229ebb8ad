//! What to say where a term ends in a year whose working days are not settled.

use chrono::NaiveDate;
use domain::calendar::{Calendar, Known};
use domain::lang::Lang;

use crate::texts::calendar as texts;

/// The sentence, where a term from one day to another touches such a year.
pub fn calendar_doubt(lang: Lang, from: NaiveDate, to: NaiveDate) -> Option<String> {
    match Calendar::built_in().doubt(from, to)? {
        (year, Known::Provisional) => Some(texts::provisional(lang, year)),
        (year, _) => Some(texts::unknown(lang, year)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_not_settled_is_said() {
        let said = |to: &str| calendar_doubt(Lang::En, "2026-11-20".parse().unwrap(), to.parse().unwrap());
        assert_eq!(said("2026-12-31"), None);
        assert!(said("2027-01-05").unwrap().contains("2027"));
    }
}
