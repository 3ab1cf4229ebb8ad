//! How long an enterprise has for its explanation.

use chrono::NaiveDate;

use crate::calendar::{Calendar, Term};

/// Five working days (domain dossier 4.3). No law sets this term: it is the portal's proposal.
pub const ANSWER_TERM: Term = Term::WorkingDays(5);

/// The last day for the explanation of what was asked on a day.
pub fn answer_day(asked_on: NaiveDate, calendar: &Calendar) -> NaiveDate {
    calendar.end(asked_on, ANSWER_TERM)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekends_and_golden_weeks_do_not_count() {
        for (asked, last) in [("2026-11-22", "2026-11-27"), ("2026-11-23", "2026-11-30"), ("2026-09-30", "2026-10-13")]
        {
            let day = answer_day(asked.parse().unwrap(), &Calendar::built_in());
            assert_eq!(day.to_string(), last, "{asked}");
        }
    }
}
