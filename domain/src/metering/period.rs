//! Days in a row.

use chrono::NaiveDate;

use crate::month::Month;

/// The most days of a billing period: a year and what a late reader adds to it.
pub const LONGEST_PERIOD: i64 = 400;

/// Days from the first to the last, both among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    first: NaiveDate,
    last: NaiveDate,
}

impl Period {
    /// None where the last day comes before the first, or so late that nobody means it.
    pub fn new(first: NaiveDate, last: NaiveDate) -> Option<Self> {
        let period = Self { first, last };
        (1..=LONGEST_PERIOD).contains(&period.length()).then_some(period)
    }

    /// The days of a month.
    pub fn of(month: Month) -> Self {
        Self { first: month.first_day(), last: month.last_day() }
    }

    /// The first day.
    pub const fn first(self) -> NaiveDate {
        self.first
    }

    /// The last day.
    pub const fn last(self) -> NaiveDate {
        self.last
    }

    /// How many days.
    pub fn length(self) -> i64 {
        (self.last - self.first).num_days() + 1
    }

    /// Its days, in order.
    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        self.first.iter_days().take_while(move |day| *day <= self.last)
    }

    /// The months that it touches, in order.
    pub fn months(self) -> impl Iterator<Item = Month> {
        let last = Month::containing(self.last);
        std::iter::successors(Month::containing(self.first), |month| Some(month.next()))
            .take_while(move |month| last.is_some_and(|last| *month <= last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn both_end_days_count_and_nothing_ends_before_it_begins() {
        for (first, last, want) in [
            ("2026-07-01", "2026-07-31", Some(31)),
            ("2026-07-01", "2026-07-01", Some(1)),
            ("2026-06-16", "2026-07-15", Some(30)),
            ("2026-07-02", "2026-07-01", None),
            ("2026-01-01", "2027-02-04", Some(400)),
            ("2026-01-01", "2027-02-05", None),
        ] {
            let period = Period::new(day(first), day(last));
            assert_eq!(period.map(Period::length), want, "{first} {last}");
            assert_eq!(period.map(|period| period.days().count()), want.map(|days| usize::try_from(days).unwrap()));
        }
        let months: Vec<_> = Period::new(day("2026-11-16"), day("2027-01-15"))
            .unwrap()
            .months()
            .map(|month| month.to_string())
            .collect();
        assert_eq!(months, ["2026-11", "2026-12", "2027-01"]);
        assert_eq!(Period::of("2028-02".parse().unwrap()).length(), 29);
    }
}
