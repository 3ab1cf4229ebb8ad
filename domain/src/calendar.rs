//! Working days (工作日): weekends, and what the State Council swaps each year.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// What is known: one line a swap.
const KNOWN: &str = include_str!("../data/working_days.txt");
/// A term longer than this is nobody's.
const LONGEST: u32 = 3_660;

/// Which days are worked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// Days that are not as their weekday says: worked or not.
    swaps: BTreeMap<NaiveDate, bool>,
    years: BTreeSet<i32>,
}

/// A term as a rule states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Term {
    /// Days of the calendar.
    Days(u32),
    /// Working days.
    WorkingDays(u32),
}

/// A line that is no swap.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the working days is not `2026-10-01 2026-10-07 off 国庆节`")]
pub struct BadLine {
    /// Counted from 1.
    pub line: usize,
}

impl Calendar {
    /// The calendar that comes with the portal.
    pub fn built_in() -> Self {
        // A test reads the same text, so that a bad line never leaves the workshop.
        Self::parse(KNOWN).unwrap_or_default()
    }

    /// Reads lines of first day, last day, `off` or `work`, and a name; `#` begins a comment.
    pub fn parse(text: &str) -> Result<Self, BadLine> {
        let mut calendar = Self::default();
        for (number, line) in text.lines().enumerate() {
            if !line.trim().is_empty() && !line.starts_with('#') {
                calendar.add(line).ok_or(BadLine { line: number + 1 })?;
            }
        }
        Ok(calendar)
    }

    fn add(&mut self, line: &str) -> Option<()> {
        let mut words = line.split_whitespace();
        let first: NaiveDate = words.next()?.parse().ok()?;
        let last: NaiveDate = words.next()?.parse().ok()?;
        let worked = match words.next()? {
            "off" => false,
            "work" => true,
            _ => return None,
        };
        // Golden weeks are long, but not that long.
        if !(0..31).contains(&(last - first).num_days()) {
            return None;
        }
        for day in first.iter_days().take_while(|day| *day <= last) {
            self.swaps.insert(day, worked);
            self.years.insert(day.year());
        }
        Some(())
    }

    /// Whether the swaps of a year are known; otherwise only its weekends are off.
    pub fn knows(&self, year: i32) -> bool {
        self.years.contains(&year)
    }

    /// Whether a day is worked.
    pub fn is_worked(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        self.swaps.get(&day).copied().unwrap_or(!weekend)
    }

    /// The last day of a term that begins on the day after `start`.
    pub fn end(&self, start: NaiveDate, term: Term) -> NaiveDate {
        match term {
            Term::Days(count) => start.checked_add_days(Days::new(count.min(LONGEST).into())).unwrap_or(start),
            Term::WorkingDays(0) => start,
            Term::WorkingDays(count) => {
                let worked = start.iter_days().skip(1).filter(|day| self.is_worked(*day));
                worked.take(count.min(LONGEST) as usize).last().unwrap_or(start)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_lines_that_come_along_are_right_in_form() {
        let calendar = Calendar::parse(KNOWN).unwrap();
        assert!(calendar.knows(2026) && !calendar.knows(2025));
        for (day, worked) in &calendar.swaps {
            let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
            assert!(weekend || !worked, "{day} is worked anyway");
        }
        for text in [
            "2026-10-01",
            "2026-10-01 2026-10-07 free 国庆节",
            "2026-10-07 2026-10-01 off",
            "2026-01-01 2027-01-01 off",
        ] {
            assert_eq!(Calendar::parse(&format!("# first\n{text}")), Err(BadLine { line: 2 }), "{text}");
        }
    }

    #[test]
    fn terms_over_weekends_and_golden_weeks() {
        let calendar = Calendar::built_in();
        #[rustfmt::skip]
        let cases = [
            // from,         term,                  last day
            ("2026-11-20", Term::WorkingDays(3), "2026-11-25"),   // a Friday
            ("2026-09-30", Term::WorkingDays(1), "2026-10-08"),   // over the golden week
            ("2026-09-30", Term::WorkingDays(3), "2026-10-10"),   // a Saturday that is worked
            ("2026-02-13", Term::WorkingDays(2), "2026-02-24"),
            ("2026-11-20", Term::WorkingDays(0), "2026-11-20"),
            ("2026-11-20", Term::Days(15),       "2026-12-05"),
            ("2026-11-20", Term::Days(60),       "2027-01-19"),
        ];
        for (from, term, last) in cases {
            assert_eq!(calendar.end(day(from), term).to_string(), last, "{from} {term:?}");
        }
        assert_eq!(calendar.end(NaiveDate::MAX, Term::WorkingDays(3)), NaiveDate::MAX);
        assert_eq!(calendar.end(NaiveDate::MAX, Term::Days(3)), NaiveDate::MAX);
    }

    proptest! {
        #[test]
        fn working_days_end_on_a_worked_day_and_add_up(offset in 0u64..700, a in 1u32..20, b in 1u32..20) {
            let calendar = Calendar::built_in();
            let start = day("2025-11-01") + Days::new(offset);
            let first = calendar.end(start, Term::WorkingDays(a));
            prop_assert!(calendar.is_worked(first) && first > start);
            prop_assert_eq!(calendar.end(first, Term::WorkingDays(b)), calendar.end(start, Term::WorkingDays(a + b)));
        }
    }
}
