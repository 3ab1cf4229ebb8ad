//! Moments in the store, days and hours on the wall.
//!
//! A moment is stored as UTC milliseconds. The quarter, the day and the hour of every rule are those of
//! Asia/Shanghai, which has been UTC+8 without summer time since 1991: a fixed offset, not a time-zone database.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use serde::{Deserialize, Serialize};

/// Milliseconds in a second.
pub const SECOND: i64 = 1_000;
/// Milliseconds in a minute.
pub const MINUTE: i64 = 60 * SECOND;
/// Milliseconds in an hour.
pub const HOUR: i64 = 60 * MINUTE;
/// Milliseconds in a day.
pub const DAY: i64 = 24 * HOUR;
/// Asia/Shanghai's distance from UTC, in milliseconds.
const BEIJING: i64 = 8 * HOUR;

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType))]
pub struct Stamp(pub i64);

impl Stamp {
    /// The moment at which Beijing's clocks show `local`.
    pub const fn from_beijing(local: NaiveDateTime) -> Self {
        Self(local.and_utc().timestamp_millis() - BEIJING)
    }

    /// What Beijing's clocks show. Moments beyond chrono's range (about 262,000 years) show its epoch.
    pub fn beijing(self) -> NaiveDateTime {
        DateTime::from_timestamp_millis(self.0.saturating_add(BEIJING)).unwrap_or_default().naive_utc()
    }

    /// The calendar day in Beijing.
    pub fn day(self) -> NaiveDate {
        self.beijing().date()
    }

    /// The hour of the day in Beijing, 0 to 23.
    pub fn hour_of_day(self) -> u32 {
        self.beijing().hour()
    }

    /// The start of the period of `length` milliseconds (a divisor of a day) that holds this moment, in Beijing.
    #[must_use]
    pub const fn floor(self, length: i64) -> Self {
        Self((self.0 + BEIJING).div_euclid(length) * length - BEIJING)
    }

    /// This moment and `millis` more.
    #[must_use]
    pub const fn plus(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// This moment less `millis`.
    #[must_use]
    pub const fn minus(self, millis: i64) -> Self {
        Self(self.0.saturating_sub(millis))
    }

    /// Milliseconds from `earlier` to this moment; negative when it is later.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// RFC 3339 with the offset +08:00, seconds (`2026-11-22T08:15:00+08:00`), as the REST interface sends it.
    pub fn rfc3339(self) -> String {
        self.beijing().format("%Y-%m-%dT%H:%M:%S+08:00").to_string()
    }

    /// Reads RFC 3339 with any offset, a bare local time (taken as Beijing's), or a bare day (its first moment).
    pub fn parse(text: &str) -> Result<Self, BadMoment> {
        let bad = || BadMoment(text.to_owned());
        // A `+` in a query string arrives as a space; the intent is plain, so take it.
        let text = text.trim().replace(' ', "+");
        if let Ok(moment) = DateTime::<FixedOffset>::parse_from_rfc3339(&text) {
            return Ok(Self(moment.timestamp_millis()));
        }
        for pattern in ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"] {
            if let Ok(local) = NaiveDateTime::parse_from_str(&text, pattern) {
                return Ok(Self::from_beijing(local));
            }
        }
        let day: NaiveDate = text.parse().map_err(|_| bad())?;
        in_range(day).then(|| Self::from_beijing(day.into())).ok_or_else(bad)
    }
}

/// Days that a person can mean: four-digit years.
fn in_range(day: NaiveDate) -> bool {
    (1..=9999).contains(&day.year())
}

/// A text that is no moment.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date or a time; write 2026-11-22 or 2026-11-22T08:15:00+08:00")]
pub struct BadMoment(String);

impl From<DateTime<chrono::Utc>> for Stamp {
    fn from(moment: DateTime<chrono::Utc>) -> Self {
        Self(moment.timestamp_millis())
    }
}

/// A calendar day, written `2026-11-22`, as a column and in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "sea-orm", sea_orm(value_type = "String"))]
pub struct Day(pub NaiveDate);

never_generated!(Day);

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(&self.0, f)
    }
}

impl std::str::FromStr for Day {
    type Err = chrono::ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// The first moment of a Beijing day.
pub fn start_of(day: NaiveDate) -> Stamp {
    Stamp::from_beijing(day.into())
}

/// The first moment after a Beijing day.
pub fn end_of(day: NaiveDate) -> Stamp {
    Stamp::from_beijing((day + TimeDelta::days(1)).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_turns_at_midnight_in_beijing() {
        let before = Stamp::parse("2026-11-21T15:59:59Z").unwrap();
        let after = Stamp::parse("2026-11-21T16:00:00Z").unwrap();
        assert_eq!(before.day().to_string(), "2026-11-21");
        assert_eq!(after.day().to_string(), "2026-11-22");
        assert_eq!(after.rfc3339(), "2026-11-22T00:00:00+08:00");
        assert_eq!(start_of(after.day()), after);
        assert_eq!(end_of(before.day()), after);
    }

    #[test]
    fn periods_start_on_beijing_hours_and_days() {
        let moment = Stamp::parse("2026-11-22T08:17:42+08:00").unwrap();
        assert_eq!(moment.floor(HOUR).rfc3339(), "2026-11-22T08:00:00+08:00");
        assert_eq!(moment.floor(DAY).rfc3339(), "2026-11-22T00:00:00+08:00");
        assert_eq!(moment.floor(10 * MINUTE).rfc3339(), "2026-11-22T08:10:00+08:00");
    }

    #[test]
    fn texts_of_all_accepted_shapes_mean_the_same_moment() {
        let want = Stamp::parse("2026-11-22T00:00:00+08:00").unwrap();
        for text in [
            "2026-11-22",
            "2026-11-22T00:00",
            "2026-11-22T00:00:00",
            "2026-11-21T16:00:00Z",
            "2026-11-22T00:00:00 08:00",
        ] {
            assert_eq!(Stamp::parse(text), Ok(want), "{text}");
        }
        for text in ["", "yesterday", "2026-13-01", "+262142-12-31", "2026-11-22T25:00:00+08:00"] {
            assert!(Stamp::parse(text).is_err(), "{text}");
        }
    }
}
