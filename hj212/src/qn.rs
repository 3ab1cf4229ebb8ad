//! The request number QN (请求编码).

use std::{fmt, str::FromStr};

use chrono::{NaiveDateTime, TimeDelta, Timelike};
use thiserror::Error;

use crate::time;

/// QN: 17 digits `yyyyMMddHHmmssSSS`, unique per request; an answer repeats it.
///
/// Kept digit for digit, even where the digits are no legal time.
///
/// ```
/// use hj212::Qn;
/// let qn: Qn = "20261122081500123".parse().unwrap();
/// assert_eq!(qn.to_string(), "20261122081500123");
/// assert_eq!(qn.next().to_string(), "20261122081500124");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Qn(u64);

impl Qn {
    /// The moment that the digits name, if it is a legal one.
    pub fn time(self) -> Option<NaiveDateTime> {
        let digits = self.to_string();
        let seconds = time::parse(&digits[..14])?.time;
        seconds.checked_add_signed(TimeDelta::milliseconds(digits[14..].parse().ok()?))
    }

    /// The number of a request at a moment: what the moment says, or one millisecond after the last number where that would not
    /// be later. So numbers of one device are unique and only grow, whatever the clock does.
    #[must_use]
    pub fn after(last: Option<Self>, moment: NaiveDateTime) -> Self {
        let present = Self::from(moment);
        last.map_or(present, |last| present.max(last.next()))
    }

    /// The number one millisecond later: for the next part of a split packet.
    ///
    /// Digits that are no legal time are counted up as a number.
    #[must_use]
    pub fn next(self) -> Self {
        match self.time().and_then(|time| time.checked_add_signed(TimeDelta::milliseconds(1))) {
            Some(time) => Self::from(time),
            None => Self((self.0 + 1) % 10_u64.pow(17)),
        }
    }
}

/// Milliseconds are kept, anything finer is cut off. Meant for years of four digits.
impl From<NaiveDateTime> for Qn {
    fn from(moment: NaiveDateTime) -> Self {
        let milliseconds = u64::from(moment.nanosecond() / 1_000_000).min(999);
        let seconds: u64 = moment.format(time::FORMAT).to_string().parse().unwrap_or_default();
        Self((seconds * 1000 + milliseconds) % 10_u64.pow(17))
    }
}

/// The text is not 17 digits.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is no QN: 17 digits are wanted")]
pub struct BadQn(pub String);

impl FromStr for Qn {
    type Err = BadQn;

    fn from_str(text: &str) -> Result<Self, BadQn> {
        let bad = || BadQn(text.to_owned());
        if text.len() != 17 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(bad());
        }
        text.parse().map(Self).map_err(|_| bad())
    }
}

impl fmt::Display for Qn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:017}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("20261122081500123")]
    #[case("00000000000000000")]
    #[case("99999999999999999")]
    fn digits_are_kept(#[case] text: &str) {
        assert_eq!(text.parse::<Qn>().unwrap().to_string(), text);
    }

    #[rstest]
    #[case("2026112208150012")]
    #[case("+2026112208150012")]
    #[case("")]
    fn anything_else_is_refused(#[case] text: &str) {
        assert_eq!(text.parse::<Qn>(), Err(BadQn(text.to_owned())));
    }

    #[test]
    fn the_last_millisecond_of_a_year_is_followed_by_the_first() {
        let qn: Qn = "20261231235959999".parse().unwrap();
        assert_eq!(qn.next().to_string(), "20270101000000000");
        assert_eq!(Qn::from(qn.time().unwrap()), qn);
    }

    #[test]
    fn numbers_only_grow() {
        let last: Qn = "20261122081500123".parse().unwrap();
        let later = last.time().unwrap() + TimeDelta::seconds(1);
        assert_eq!(Qn::after(None, later).to_string(), "20261122081501123");
        assert_eq!(Qn::after(Some(last), later).to_string(), "20261122081501123");
        assert_eq!(Qn::after(Some(last), last.time().unwrap()), last.next());
        // A clock that was set back.
        assert_eq!(Qn::after(Some(last), last.time().unwrap() - TimeDelta::hours(1)), last.next());
    }

    #[test]
    fn illegal_digits_still_count_up() {
        let qn: Qn = "99999999999999999".parse().unwrap();
        assert_eq!(qn.time(), None);
        assert_eq!(qn.next().to_string(), "00000000000000000");
    }
}
