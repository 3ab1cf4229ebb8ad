//! The quarter of a declaration.

use std::{fmt, str::FromStr};

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::time::{Day, Stamp, start_of};

/// A calendar quarter of Asia/Shanghai, written `2026Q3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "sea-orm", sea_orm(value_type = "String"))]
pub struct Quarter {
    year: u16,
    number: u8,
}

never_generated!(Quarter);

impl Quarter {
    /// A quarter of a year from 2000 to 2999, `number` from 1 to 4.
    pub fn new(year: u16, number: u8) -> Option<Self> {
        ((2000..3000).contains(&year) && (1..=4).contains(&number)).then_some(Self { year, number })
    }

    /// The quarter that holds a day; days outside the years 2000 to 2999 count into the nearest quarter.
    pub fn of(day: NaiveDate) -> Self {
        match u16::try_from(day.year()) {
            Ok(year @ 2000..=2999) => Self { year, number: u8::try_from(day.month0() / 3 + 1).unwrap_or(1) },
            Ok(3000..) => Self { year: 2999, number: 4 },
            _ => Self { year: 2000, number: 1 },
        }
    }

    /// The year.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// 1 to 4.
    pub const fn number(self) -> u8 {
        self.number
    }

    /// The quarter before.
    #[must_use]
    pub const fn previous(self) -> Self {
        match self.number {
            1 => Self { year: self.year - 1, number: 4 },
            n => Self { year: self.year, number: n - 1 },
        }
    }

    /// The quarter after.
    #[must_use]
    pub const fn next(self) -> Self {
        match self.number {
            4 => Self { year: self.year + 1, number: 1 },
            n => Self { year: self.year, number: n + 1 },
        }
    }

    /// Its first day.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year.into(), u32::from(self.number) * 3 - 2, 1).unwrap_or_default()
    }

    /// Its last day.
    pub fn last_day(self) -> Day {
        Day(self.next().first_day().pred_opt().unwrap_or_default())
    }

    /// Its first moment.
    pub fn start(self) -> Stamp {
        start_of(self.first_day())
    }

    /// The first moment after it.
    pub fn end(self) -> Stamp {
        self.next().start()
    }

    /// The last day on which its declaration is in time: the 15th of the month after, as permits usually word it.
    pub fn due_day(self) -> NaiveDate {
        let next = self.next().first_day();
        next.with_day(15).unwrap_or(next)
    }

    /// The newest quarter that has ended on `day`: the one whose declaration is being filed.
    pub fn last_ended(day: NaiveDate) -> Self {
        Self::of(day).previous()
    }

    /// The `count` quarters up to and with this one, oldest first.
    pub fn back(self, count: usize) -> Vec<Self> {
        let mut quarters: Vec<_> = std::iter::successors(Some(self), |q| Some(q.previous())).take(count).collect();
        quarters.reverse();
        quarters
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}Q{}", self.year, self.number)
    }
}

/// A text that is no quarter.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a quarter; write it like 2026Q3")]
pub struct BadQuarter(String);

impl FromStr for Quarter {
    type Err = BadQuarter;

    fn from_str(text: &str) -> Result<Self, BadQuarter> {
        let bad = || BadQuarter(text.to_owned());
        let (year, number) = text.split_once(['Q', 'q']).ok_or_else(bad)?;
        Self::new(year.parse().map_err(|_| bad())?, number.parse().map_err(|_| bad())?).ok_or_else(bad)
    }
}

impl TryFrom<String> for Quarter {
    type Error = BadQuarter;

    fn try_from(text: String) -> Result<Self, BadQuarter> {
        text.parse()
    }
}

impl From<Quarter> for String {
    fn from(quarter: Quarter) -> Self {
        quarter.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_quarters_and_due_days() {
        #[rustfmt::skip]
        let cases = [
            // day,         quarter,  due day of that quarter, last ended
            ("2026-01-01", "2026Q1", "2026-04-15", "2025Q4"),
            ("2026-09-30", "2026Q3", "2026-10-15", "2026Q2"),
            ("2026-10-01", "2026Q4", "2027-01-15", "2026Q3"),
            ("2026-12-31", "2026Q4", "2027-01-15", "2026Q3"),
        ];
        for (day, quarter, due, ended) in cases {
            let day: NaiveDate = day.parse().unwrap();
            let found = Quarter::of(day);
            assert_eq!(found.to_string(), quarter);
            assert_eq!(found.due_day().to_string(), due);
            assert_eq!(Quarter::last_ended(day).to_string(), ended);
            assert!(found.start() <= start_of(day) && start_of(day) < found.end());
        }
    }

    #[test]
    fn next_and_previous_undo_each_other_over_year_ends() {
        let quarter: Quarter = "2025Q4".parse().unwrap();
        assert_eq!(quarter.next().to_string(), "2026Q1");
        assert_eq!(quarter.next().previous(), quarter);
        let names: Vec<_> = quarter.back(3).iter().map(ToString::to_string).collect();
        assert_eq!(names, ["2025Q2", "2025Q3", "2025Q4"]);
    }

    #[test]
    fn refuses_what_is_no_quarter() {
        for text in ["", "2026", "2026Q0", "2026Q5", "26Q3", "2026-3", "Q3", "20261Q1", "2026Q３"] {
            assert!(text.parse::<Quarter>().is_err(), "{text}");
        }
    }
}
