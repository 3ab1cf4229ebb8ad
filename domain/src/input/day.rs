//! Days as people write them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::half_width;

/// Why a text is no day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum DayIssue {
    /// It is not written as a day.
    #[error("write year-month-day, such as 2026-10-08")]
    Unreadable,
    /// The calendar does not have it.
    #[error("there is no day {0}; write year-month-day, such as 2026-10-08")]
    NoSuchDay(String),
}

/// The day that was typed; none where nothing was. Year, month and day with hyphens, slashes, dots or 年月日 between them,
/// also in the full-width figures of a Chinese keyboard.
pub(super) fn day(typed: &str) -> Result<Option<NaiveDate>, DayIssue> {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace()).map(half_width).collect();
    let plain = plain.trim_end_matches(['日', '号']).replace(['年', '月', '/', '.'], "-");
    if plain.is_empty() {
        return Ok(None);
    }
    let (y, m, d) = parts(&plain).ok_or(DayIssue::Unreadable)?;
    NaiveDate::from_ymd_opt(y, m, d).map(Some).ok_or(DayIssue::NoSuchDay(plain))
}

fn parts(plain: &str) -> Option<(i32, u32, u32)> {
    let parts: Vec<&str> = plain.split('-').collect();
    let [year, month, day] = parts[..] else { return None };
    let is_number =
        |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let is_day = year.len() == 4 && is_number(year, 4) && is_number(month, 2) && is_number(day, 2);
    if !is_day {
        return None;
    }
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_people_write_them() {
        for text in [
            "2026-10-08",
            "2026-10-8",
            "2026/10/8",
            "2026.10.8",
            "2026年10月8日",
            " 2026 年 10 月 8 日",
            "２０２６－１０－０８",
        ] {
            assert_eq!(day(text), Ok(NaiveDate::from_ymd_opt(2026, 10, 8)), "{text}");
        }
        for text in ["10.10.2026", "2026-10", "yesterday", "2026-+1-08", "20261008"] {
            assert_eq!(day(text), Err(DayIssue::Unreadable), "{text}");
        }
        assert_eq!(day("2026年11月31日"), Err(DayIssue::NoSuchDay("2026-11-31".into())));
        assert_eq!(day(" "), Ok(None));
    }
}
