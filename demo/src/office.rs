//! Days on which offices work: nobody of the bureau of the demo city settles anything on a Sunday.

use chrono::NaiveDate;
use domain::{
    calendar::Calendar,
    time::{Stamp, start_of},
};

/// Longer than any holiday.
const LONGEST: usize = 30;

/// The day, or the last one before it on which offices work.
pub fn worked_until(day: NaiveDate) -> NaiveDate {
    let calendar = Calendar::built_in();
    day.iter_days().rev().take(LONGEST).find(|day| calendar.is_worked(*day)).unwrap_or(day)
}

/// The moment, or the same time of the first day after it on which offices work.
pub fn worked_from(at: Stamp) -> Stamp {
    let calendar = Calendar::built_in();
    let day = at.day();
    let worked = day.iter_days().take(LONGEST).find(|day| calendar.is_worked(*day)).unwrap_or(day);
    at.plus(start_of(worked).since(start_of(day)))
}

#[cfg(test)]
mod tests {
    use domain::time::{DAY, HOUR};

    use super::*;

    #[test]
    fn what_falls_on_a_rest_day_moves_to_a_working_one() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        // National Day of 2026: rest from 1 to 7 October, work on Saturday 10 October.
        assert_eq!(worked_until(day("2026-10-04")), day("2026-09-30"));
        let at = start_of(day("2026-10-04")).plus(10 * HOUR);
        assert_eq!(worked_from(at), at.plus(4 * DAY));
        assert_eq!(worked_until(day("2026-09-30")), day("2026-09-30"));
    }
}
