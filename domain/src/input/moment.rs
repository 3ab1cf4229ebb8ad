//! Moments as people write them: a day and a time of day in Beijing.

use chrono::{NaiveDate, NaiveTime};

use super::{Issue, Read, day::day, half_width};
use crate::time::{Stamp, start_of};

/// A day, then `T` or a space, then hours and minutes; `24:00` is the end of the day. What a browser sends for its field of
/// day and time is among it.
impl Read for Stamp {
    fn read(typed: &str) -> Result<Self, Issue> {
        let plain: String = typed.trim().chars().map(half_width).collect();
        if plain.is_empty() {
            return Err(Issue::Missing);
        }
        let (date, time) = plain.rsplit_once(['T', ' ', '日']).ok_or(Issue::NoMoment)?;
        let date: NaiveDate = day(date).map_err(Issue::Day)?.ok_or(Issue::NoMoment)?;
        let time = time.trim().replace(['时', '：'], ":");
        let minutes = minutes(time.trim_end_matches('分').trim_end_matches(':')).ok_or(Issue::NoMoment)?;
        Ok(start_of(date).plus(minutes * crate::time::MINUTE))
    }
}

/// Minutes since midnight.
fn minutes(time: &str) -> Option<i64> {
    let (hours, rest) = time.split_once(':').unwrap_or((time, "00"));
    let (minutes, seconds) = rest.split_once(':').unwrap_or((rest, "00"));
    let number = |part: &str| (1..=2).contains(&part.len()).then(|| part.parse::<u32>().ok()).flatten();
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    // Seconds are read and left out: a mark is of minutes.
    let seconds = number(seconds.split('.').next()?)?;
    if (hours, minutes, seconds) == (24, 0, 0) {
        return Some(24 * 60);
    }
    NaiveTime::from_hms_opt(hours, minutes, seconds)?;
    Some(i64::from(hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_as_people_and_browsers_write_them() {
        let want = Stamp::parse("2026-11-22T08:05:00+08:00").unwrap();
        for text in [
            "2026-11-22T08:05",
            "2026-11-22T08:05:30",
            "2026-11-22 8:05",
            " 2026/11/22 08：05",
            "2026年11月22日 8时05分",
            "2026年11月22日8:05",
        ] {
            assert_eq!(Stamp::read(text), Ok(want), "{text}");
        }
        assert_eq!(Stamp::read("2026-11-22 24:00"), Stamp::read("2026-11-23 0:00"));
        assert_eq!(Stamp::read(" "), Err(Issue::Missing));
        for text in ["2026-11-22", "08:05", "2026-11-22 25:00", "2026-11-22 08:60", "2026-11-22 24:01", "2026-11-22 x"]
        {
            assert_eq!(Stamp::read(text), Err(Issue::NoMoment), "{text}");
        }
        assert!(matches!(Stamp::read("2026-11-31 08:00"), Err(Issue::Day(_))));
        assert!(matches!(Stamp::read("gestern 08:00"), Err(Issue::Day(_))));
    }
}
