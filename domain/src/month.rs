//! A calendar month, as utility bills are filed under.

use std::{fmt, str::FromStr};

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::quarter::Quarter;

/// A month of Asia/Shanghai, written `2026-07`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    year: u16,
    number: u8,
}

/// A text that is no month.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a month; write it like 2026-07")]
pub struct BadMonth(String);

impl Month {
    /// The month of a day.
    pub fn containing(day: NaiveDate) -> Option<Self> {
        Self::new(u16::try_from(day.year()).ok()?, u8::try_from(day.month()).ok()?)
    }

    /// A month of a year from 2000 to 2999, `number` from 1 to 12.
    pub fn new(year: u16, number: u8) -> Option<Self> {
        ((2000..3000).contains(&year) && (1..=12).contains(&number)).then_some(Self { year, number })
    }

    /// The three months of a quarter.
    pub const fn of(quarter: Quarter) -> [Self; 3] {
        let first = Self { year: quarter.year(), number: quarter.number() * 3 - 2 };
        [first, first.next(), first.next().next()]
    }

    /// Its first day.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(i32::from(self.year), u32::from(self.number), 1).unwrap_or_default()
    }

    /// Its last day.
    pub fn last_day(self) -> NaiveDate {
        self.next().first_day().pred_opt().unwrap_or_default()
    }

    /// The month after.
    #[must_use]
    pub const fn next(self) -> Self {
        match self.number {
            12 => Self { year: self.year + 1, number: 1 },
            n => Self { year: self.year, number: n + 1 },
        }
    }

    /// The month before.
    #[must_use]
    pub const fn previous(self) -> Self {
        match self.number {
            1 => Self { year: self.year - 1, number: 12 },
            n => Self { year: self.year, number: n - 1 },
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.year, self.number)
    }
}

impl FromStr for Month {
    type Err = BadMonth;

    fn from_str(text: &str) -> Result<Self, BadMonth> {
        let bad = || BadMonth(text.to_owned());
        let digits = |part: &str, count| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
        let (year, number) = text.split_once('-').filter(|(y, n)| digits(y, 4) && digits(n, 2)).ok_or_else(bad)?;
        Self::new(year.parse().map_err(|_| bad())?, number.parse().map_err(|_| bad())?).ok_or_else(bad)
    }
}

impl TryFrom<String> for Month {
    type Error = BadMonth;

    fn try_from(text: String) -> Result<Self, BadMonth> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_of_quarters_and_neighbours() {
        let months = Month::of("2026Q4".parse().unwrap());
        assert_eq!(months.map(|m| m.to_string()), ["2026-10", "2026-11", "2026-12"]);
        assert_eq!(months[2].next().to_string(), "2027-01");
        assert_eq!(months[2].next().previous(), months[2]);
        assert_eq!(
            (months[1].first_day().to_string(), months[1].last_day().to_string()),
            ("2026-11-01".into(), "2026-11-30".into())
        );
        for text in ["", "2026", "2026-13", "2026-00", "2026-7", "2026-+7", "26-07", "2026-０７"] {
            assert!(text.parse::<Month>().is_err(), "{text}");
        }
        assert_eq!("2026-07".parse::<Month>().unwrap().to_string(), "2026-07");
    }
}
