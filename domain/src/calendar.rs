//! Working days (工作日): weekends, and what the State Council swaps each year.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// What is known: one line a year, one a swap.
const KNOWN: &str = include_str!("../../data/law/working_days.txt");
/// A term longer than this is nobody's.
const LONGEST: u32 = 3_660;

/// Which days are worked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// Days that are not as their weekday says: worked or not.
    swaps: BTreeMap<NaiveDate, bool>,
    years: BTreeMap<i32, Known>,
    festivals: Vec<Festival>,
}

/// When a festival of the law can be.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Festival {
    /// The first year of which the law says so.
    since: i32,
    /// From month and day to month and day.
    window: RangeInclusive<(u32, u32)>,
}

/// How well the swaps of a year are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    /// Nothing is known: only its weekends are off.
    Unknown,
    /// The days of the festivals are known, the State Council's notice is not.
    Provisional,
    /// The State Council's notice is known.
    Confirmed,
}

/// Days that are not as their weekday says, as somebody delivered them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Swap {
    /// The first.
    pub first: NaiveDate,
    /// The last.
    pub last: NaiveDate,
    /// They are worked, or off.
    pub is_worked: bool,
    /// The State Council has published them; else somebody reckons that it will.
    pub is_published: bool,
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

/// A line that is neither a year nor a swap.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "line {line} of the working days is none of `2026-10-01 2026-10-07 off 国庆节`, `year 2026 confirmed SOURCE` and \
     `festival 2025 10-01 10-01 国庆节`"
)]
pub struct BadLine {
    /// Counted from 1.
    pub line: usize,
}

impl Calendar {
    /// The calendar that comes with the portal.
    pub fn built_in() -> Self {
        // The server reads the same text when it starts, and does not start with a bad line.
        Self::parse(KNOWN).unwrap_or_default()
    }

    /// Whether the calendar that comes with the portal can be read.
    ///
    /// # Errors
    /// The first line that cannot.
    pub fn check_built_in() -> Result<(), BadLine> {
        Self::parse(KNOWN).map(|_| ())
    }

    /// Reads lines of first day, last day, `off` or `work`, and a name, each under the line of its year, and lines of the
    /// festivals; `#` begins a comment.
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
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["year", year, known, _, ..] => self.add_year(year, known),
            ["festival", since, first, last, _, ..] => self.add_festival(since, first, last),
            [first, last, what, ..] => self.add_swap(first, last, what),
            _ => None,
        }
    }

    fn add_year(&mut self, year: &str, known: &str) -> Option<()> {
        let known = match known {
            "confirmed" => Known::Confirmed,
            "provisional" => Known::Provisional,
            _ => return None,
        };
        self.years.insert(year.parse().ok()?, known);
        Some(())
    }

    fn add_festival(&mut self, since: &str, first: &str, last: &str) -> Option<()> {
        let (first, last) = (month_and_day(first)?, month_and_day(last)?);
        if first > last {
            return None;
        }
        self.festivals.push(Festival { since: since.parse().ok()?, window: first..=last });
        Some(())
    }

    fn add_swap(&mut self, first: &str, last: &str, what: &str) -> Option<()> {
        let (first, last): (NaiveDate, NaiveDate) = (first.parse().ok()?, last.parse().ok()?);
        let worked = match what {
            "off" => false,
            "work" => true,
            _ => return None,
        };
        // Golden weeks are long, but not that long.
        if !(0..31).contains(&(last - first).num_days()) || !self.years.contains_key(&last.year()) {
            return None;
        }
        self.swaps.extend(first.iter_days().take_while(|day| *day <= last).map(|day| (day, worked)));
        Some(())
    }

    /// This calendar with what was delivered since, the oldest first: of a day the last word counts, and what is published
    /// goes before what is reckoned. A year whose published days off reach into every festival of the law is settled by them,
    /// and what was known of it before counts no more. A part is laid over what was known, and the year stays provisional
    /// unless it was settled.
    #[must_use]
    pub fn with(mut self, delivered: &[Swap]) -> Self {
        let mut by_year: BTreeMap<i32, [BTreeMap<NaiveDate, bool>; 2]> = BTreeMap::new();
        for swap in delivered {
            for day in swap.first.iter_days().take_while(|day| *day <= swap.last) {
                by_year.entry(day.year()).or_default()[usize::from(swap.is_published)].insert(day, swap.is_worked);
            }
        }
        for (year, [reckoned, published]) in by_year {
            let is_off = |day: &NaiveDate| published.get(day).is_some_and(|is_worked| !is_worked);
            let is_met = |festival: &Festival| {
                let mut off = published.keys().filter(|day| is_off(day));
                off.any(|day| festival.window.contains(&(day.month(), day.day())))
            };
            let mut festivals = self.festivals.iter().filter(|festival| festival.since <= year).peekable();
            // Of a year without a law nobody can say what the whole of it is.
            let is_whole = festivals.peek().is_some() && festivals.all(is_met);
            if is_whole {
                self.swaps.retain(|day, _| day.year() != year);
            } else if self.knows(year) != Known::Confirmed {
                self.swaps.extend(reckoned);
            }
            self.swaps.extend(published);
            let known = if is_whole { Known::Confirmed } else { Known::Provisional };
            self.years.insert(year, known.max(self.knows(year)));
        }
        self
    }

    /// How well the swaps of a year are known.
    pub fn knows(&self, year: i32) -> Known {
        self.years.get(&year).copied().unwrap_or(Known::Unknown)
    }

    /// The first year, from one to another day, whose swaps are not confirmed: what ends there may end otherwise.
    pub fn doubt(&self, from: NaiveDate, to: NaiveDate) -> Option<(i32, Known)> {
        let years = (from.year()..=to.year()).map(|year| (year, self.knows(year)));
        years.into_iter().find(|(_, known)| *known != Known::Confirmed)
    }

    /// The last year of which the State Council's notice is known.
    pub fn confirmed_to(&self) -> Option<i32> {
        self.years.iter().rev().find(|(_, known)| **known == Known::Confirmed).map(|(year, _)| *year)
    }

    /// Whether a day is worked.
    pub fn is_worked(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        self.swaps.get(&day).copied().unwrap_or(!weekend)
    }

    /// The last day of a term that begins on the day after `start`. A term of days whose last day is off ends on the
    /// next day that is worked (民法典 Art 203; for the authorities MEE order 30, Art 90, from memory, verify).
    pub fn end(&self, start: NaiveDate, term: Term) -> NaiveDate {
        match term {
            Term::Days(0) | Term::WorkingDays(0) => start,
            Term::Days(count) => {
                let last = start.checked_add_days(Days::new(count.min(LONGEST).into())).unwrap_or(start);
                last.iter_days().find(|day| self.is_worked(*day)).unwrap_or(last)
            }
            Term::WorkingDays(count) => {
                let worked = start.iter_days().skip(1).filter(|day| self.is_worked(*day));
                worked.take(count.min(LONGEST) as usize).last().unwrap_or(start)
            }
        }
    }
}

/// Month and day, as `10-01`. The year is one that has every day.
fn month_and_day(text: &str) -> Option<(u32, u32)> {
    let day: NaiveDate = format!("2024-{text}").parse().ok()?;
    Some((day.month(), day.day()))
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
        for (year, known) in
            [(2024, Known::Unknown), (2025, Known::Confirmed), (2026, Known::Confirmed), (2027, Known::Provisional)]
        {
            assert_eq!(calendar.knows(year), known, "{year}");
        }
        assert_eq!(calendar.confirmed_to(), Some(2026));
        for (day, worked) in &calendar.swaps {
            let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
            assert!(weekend || !worked, "{day} is worked anyway");
        }
        for text in [
            "2026-10-01",
            "2026-10-01 2026-10-07 free 国庆节",
            "2026-10-07 2026-10-01 off",
            "2026-01-01 2027-01-01 off",
            "2025-10-01 2025-10-07 off 国庆节",
            "year 2026 confirmed",
            "year 2026 surely source",
            "festival 2025 10-01 国庆节",
            "festival 2025 10-32 10-33 国庆节",
            "festival 2025 10-02 10-01 国庆节",
        ] {
            let known = "year 2026 confirmed source";
            assert_eq!(Calendar::parse(&format!("{known}\n{text}")), Err(BadLine { line: 2 }), "{text}");
        }
    }

    #[test]
    fn terms_that_reach_beyond_the_notice_are_in_doubt() {
        let calendar = Calendar::built_in();
        #[rustfmt::skip]
        let cases = [
            ("2026-11-20", "2026-12-31", None),
            ("2026-11-20", "2027-01-04", Some((2027, Known::Provisional))),
            ("2027-12-30", "2028-01-04", Some((2027, Known::Provisional))),
            ("2028-01-03", "2028-01-04", Some((2028, Known::Unknown))),
        ];
        for (from, to, want) in cases {
            assert_eq!(calendar.doubt(day(from), day(to)), want, "{from} {to}");
        }
    }

    #[test]
    fn what_is_delivered_settles_a_year_where_it_is_the_whole_of_it() {
        let swap = |first: &str, last: &str, is_worked, is_published| Swap {
            first: day(first),
            last: day(last),
            is_worked,
            is_published,
        };
        // An invented notice; 2027's festivals are known provisionally.
        let whole = [
            swap("2027-01-01", "2027-01-03", false, true),
            swap("2027-02-06", "2027-02-12", false, true),
            swap("2027-02-20", "2027-02-20", true, true),
            swap("2027-04-03", "2027-04-05", false, true),
            swap("2027-05-01", "2027-05-01", false, true),
            swap("2027-06-09", "2027-06-09", false, true),
            swap("2027-09-15", "2027-09-15", false, true),
            swap("2027-10-01", "2027-10-07", false, true),
        ];
        let settled = Calendar::built_in().with(&whole);
        assert_eq!(settled.knows(2027), Known::Confirmed);
        assert!(settled.is_worked(day("2027-02-20")), "a Saturday that is worked");
        let reckoned = day("2027-05-03");
        assert!(!Calendar::built_in().is_worked(reckoned));
        assert!(settled.is_worked(reckoned), "what was reckoned before counts no more");
        assert_eq!(settled.end(day("2027-02-05"), Term::WorkingDays(1)), day("2027-02-15"));
        assert_eq!(settled.swaps.iter().filter(|(day, _)| day.year() == 2026).count(), {
            Calendar::built_in().swaps.keys().filter(|day| day.year() == 2026).count()
        });
        let day_off = [swap("2024-01-01", "2024-01-01", false, true)];
        assert_eq!(Calendar::built_in().with(&day_off).knows(2024), Known::Provisional, "no law of that year is known");
        // A part of it does not.
        let part = Calendar::built_in().with(&whole[1..3]);
        assert_eq!(part.knows(2027), Known::Provisional);
        assert!(part.is_worked(day("2027-02-20")) && !part.is_worked(reckoned));
        // The last word counts, and no reckoning goes before what is published.
        let again =
            [whole[2], swap("2027-02-20", "2027-02-20", false, true), swap("2027-02-20", "2027-02-20", true, false)];
        assert!(!Calendar::built_in().with(&again).is_worked(day("2027-02-20")));
        let late = Calendar::built_in().with(&[swap("2026-11-30", "2026-11-30", false, false)]);
        assert!(late.is_worked(day("2026-11-30")) && late.knows(2026) == Known::Confirmed);
        let unheard = Calendar::built_in().with(&[swap("2031-10-01", "2031-10-07", false, false)]);
        assert_eq!((unheard.knows(2031), unheard.is_worked(day("2031-10-01"))), (Known::Provisional, false));
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
            ("2026-11-20", Term::Days(15),       "2026-12-07"),   // a Saturday
            ("2026-09-19", Term::Days(15),       "2026-10-08"),   // within the golden week
            ("2026-09-25", Term::Days(15),       "2026-10-10"),   // a Saturday that is worked
            ("2026-11-20", Term::Days(0),        "2026-11-20"),
            ("2026-11-20", Term::Days(60),       "2027-01-19"),
            ("2027-01-25", Term::Days(15),       "2027-02-11"),   // over the Spring Festival, provisionally
        ];
        for (from, term, last) in cases {
            assert_eq!(calendar.end(day(from), term).to_string(), last, "{from} {term:?}");
        }
        assert_eq!(calendar.end(NaiveDate::MAX, Term::WorkingDays(3)), NaiveDate::MAX);
        assert_eq!(calendar.end(NaiveDate::MAX, Term::Days(3)), NaiveDate::MAX);
    }

    proptest! {
        #[test]
        fn terms_of_days_end_on_a_worked_day_and_never_early(offset in 0u64..700, count in 1u32..100) {
            let calendar = Calendar::built_in();
            let start = day("2025-11-01") + Days::new(offset);
            let end = calendar.end(start, Term::Days(count));
            prop_assert!(calendar.is_worked(end) && end >= start + Days::new(count.into()));
        }

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
