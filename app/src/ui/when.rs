//! Moments, days and durations in words, on Beijing's clocks.

use chrono::Datelike;
use chrono::NaiveDate;
use domain::lang::Lang;
use domain::time::{HOUR, MINUTE, Stamp};

use crate::texts::when as texts;

/// The English months as they stand in a date.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn month(day: NaiveDate) -> &'static str {
    MONTHS[day.month0() as usize % MONTHS.len()]
}

/// A full date: 2026年11月22日, 22 November 2026.
pub fn date(lang: Lang, day: NaiveDate) -> String {
    match lang {
        Lang::Zh => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Lang::En => format!("{} {} {}", day.day(), month(day), day.year()),
    }
}

/// The month of a day: 2026年11月, November 2026.
pub fn month_of(lang: Lang, day: NaiveDate) -> String {
    match lang {
        Lang::Zh => format!("{}年{}月", day.year(), day.month()),
        Lang::En => format!("{} {}", month(day), day.year()),
    }
}

/// A date whose year is plain: 11月22日, 22 Nov.
pub fn short_date(lang: Lang, day: NaiveDate) -> String {
    match lang {
        Lang::Zh => format!("{}月{}日", day.month(), day.day()),
        Lang::En => format!("{} {}", day.day(), &month(day)[..3]),
    }
}

/// A moment to the minute: 11月22日 14:35.
pub fn moment(lang: Lang, at: Stamp) -> String {
    format!("{} {}", short_date(lang, at.day()), hour_minute(at))
}

/// A moment to the hour, where no more is known: 11月22日 14 时许.
pub fn hour(lang: Lang, at: Stamp) -> String {
    let (day, hour) = (short_date(lang, at.day()), at.hour_of_day());
    match lang {
        Lang::Zh => format!("{day} {hour} 时许"),
        Lang::En => format!("{day}, {hour:02}:00 to {:02}:00", hour + 1),
    }
}

/// A date that says its year only where that is another than today's: 11月22日, 2025年11月22日.
pub fn date_near(lang: Lang, day: NaiveDate, today: NaiveDate) -> String {
    if day.year() == today.year() { short_date(lang, day) } else { date(lang, day) }
}

/// A moment to the minute, with the year where it is another than today's.
pub fn moment_near(lang: Lang, at: Stamp, today: NaiveDate) -> String {
    format!("{} {}", date_near(lang, at.day(), today), hour_minute(at))
}

/// Hour and minute: 14:35.
pub fn hour_minute(at: Stamp) -> String {
    at.beijing().format("%H:%M").to_string()
}

/// Hour, minute and second: 14:35:20.
pub fn clock(at: Stamp) -> String {
    at.beijing().format("%H:%M:%S").to_string()
}

/// A duration in its two largest units: 2 小时 10 分, 3 天 4 小时, 35 分; at least one minute.
pub fn lasting(lang: Lang, millis: i64) -> String {
    let minutes = (millis / MINUTE).max(1);
    let (hours, days) = (millis / HOUR, millis / (24 * HOUR));
    match (days, hours) {
        (0, 0) => texts::minutes(lang, minutes),
        (0, hours) if minutes % 60 == 0 => texts::hours(lang, hours),
        (0, hours) => texts::hours_minutes(lang, hours, minutes % 60),
        (days, hours) if hours % 24 == 0 => texts::days(lang, count(days)),
        (days, hours) => texts::days_hours(lang, count(days), hours % 24),
    }
}

fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_both_languages() {
        let day: NaiveDate = "2026-11-02".parse().unwrap();
        assert_eq!(date(Lang::Zh, day), "2026年11月2日");
        assert_eq!(date(Lang::En, day), "2 November 2026");
        assert_eq!(short_date(Lang::Zh, day), "11月2日");
        let years = ["2026-01-05", "2027-01-05"].map(|today| date_near(Lang::En, day, today.parse().unwrap()));
        assert_eq!(years, ["2 Nov", "2 November 2026"]);
    }

    #[test]
    fn moments_are_beijings() {
        let at = Stamp::parse("2026-11-22T06:35:20Z").unwrap();
        assert_eq!(moment(Lang::Zh, at), "11月22日 14:35");
        assert_eq!(clock(at), "14:35:20");
    }

    #[test]
    fn durations_say_what_matters() {
        let cases = [
            (20_000, "1 分钟", "1 min"),
            (35 * MINUTE, "35 分钟", "35 min"),
            (2 * HOUR, "2 小时", "2 h"),
            (2 * HOUR + 10 * MINUTE, "2 小时 10 分", "2 h 10 min"),
            (24 * HOUR, "1 天", "1 day"),
            (76 * HOUR, "3 天 4 小时", "3 days 4 h"),
        ];
        for (millis, zh, en) in cases {
            assert_eq!(lasting(Lang::Zh, millis), zh);
            assert_eq!(lasting(Lang::En, millis), en);
        }
    }
}
