//! How long classes of rows are kept, and what may not go whatever its age.

use chrono::{Months, NaiveDate};
use serde::Deserialize;

use crate::time::Day;

text_enum! {
    /// A class of rows that have a term. What is of no class is kept for good.
    pub enum Class {
        /// Frames as they arrived.
        Frames = "frames",
        /// Real-time and minute values; hourly and daily ones stay.
        Values = "values",
        /// What loggers said of themselves.
        Events = "events",
        /// What was noticed about loggers.
        Notices = "notices",
        /// What loggers were asked to do, and what came back.
        Commands = "commands",
        /// Sessions that have ended.
        Sessions = "sessions",
        /// Mails that were sent or given up.
        Mails = "mails",
        /// Jobs that were given up.
        Jobs = "jobs",
        /// Tip-offs that were not taken up.
        TipsDeclined = "tips-declined",
        /// Tip-offs that were answered.
        TipsAnswered = "tips-answered",
    }
}

impl Class {
    /// Whether its rows are written into an archive before they go. Without an archive they stay.
    pub const fn is_archived(self) -> bool {
        matches!(self, Self::Frames | Self::Values)
    }
}

/// For how long a class is kept.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Which class.
    pub class: Class,
    /// For so many months; at least one.
    pub months: u32,
    /// The first day on which this term holds.
    pub from: Day,
    /// What it is from, and how sure it is.
    pub source: String,
}

impl Term {
    /// The first day that is kept, as of `today`: what is of an earlier day may go. A day that its month lacks is the last
    /// one of that month.
    pub fn keeps_from(&self, today: NaiveDate) -> NaiveDate {
        today.checked_sub_months(Months::new(self.months.max(1))).unwrap_or(NaiveDate::MIN)
    }
}

/// The term of a class that holds on a day: the one that began last.
pub fn term(terms: &[Term], class: Class, today: NaiveDate) -> Option<&Term> {
    terms.iter().filter(|term| term.class == class && term.from.0 <= today).max_by_key(|term| term.from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term_of(class: Class, months: u32, from: &str) -> Term {
        Term { class, months, from: from.parse().unwrap(), source: "test".to_owned() }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_term_is_counted_in_months_of_the_calendar() {
        for (today, months, kept) in [
            ("2026-11-22", 60, "2021-11-22"),
            ("2026-03-31", 1, "2026-02-28"),
            ("2024-03-31", 1, "2024-02-29"),
            ("2026-01-15", 12, "2025-01-15"),
            // A term of nothing would take what was written a moment ago.
            ("2026-01-15", 0, "2025-12-15"),
        ] {
            assert_eq!(
                term_of(Class::Mails, months, "2020-01-01").keeps_from(day(today)),
                day(kept),
                "{today} {months}"
            );
        }
    }

    #[test]
    fn the_term_that_began_last_holds() {
        let terms = [
            term_of(Class::Mails, 24, "2020-01-01"),
            term_of(Class::Mails, 12, "2026-01-01"),
            term_of(Class::Mails, 6, "2027-01-01"),
            term_of(Class::Frames, 60, "2020-01-01"),
        ];
        let months = |today: &str| term(&terms, Class::Mails, day(today)).map(|term| term.months);
        assert_eq!((months("2019-12-31"), months("2020-01-01"), months("2026-11-22")), (None, Some(24), Some(12)));
        assert_eq!(months("2027-01-01"), Some(6));
        assert!(term(&terms, Class::Jobs, day("2026-11-22")).is_none(), "no term: kept for good");
    }
}
