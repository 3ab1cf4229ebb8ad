//! Until when a quarter can be filed.
//!
//! In time until the due day (the 15th of the month after); late until the next quarter's due day; then closed.
//! The law knows no last day for a late declaration: the closing is a proposal, so that figures come to rest.

use chrono::NaiveDate;

use super::state::{DeclarationStatus, Event};
use crate::{quarter::Quarter, time::Day};

/// Where a day stands to a quarter's filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The quarter has not ended.
    Running,
    /// In time: so many days are left, 0 on the due day.
    InTime {
        /// Days until the due day.
        left: u32,
    },
    /// Late by so many days, 1 on the day after the due day.
    Late {
        /// Days since the due day.
        by: u32,
    },
    /// Closed.
    Closed,
}

/// A quarter that takes no filing on that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotNow {
    /// It has not ended yet.
    #[error("quarter {0} has not ended yet; it can be filed from {from}", from = .0.next().first_day())]
    Running(Quarter),
    /// It is closed.
    #[error("quarter {0} is closed: it took filings and corrections until {day}", day = last_day(*.0))]
    Closed(Quarter),
    /// The enterprise is closed since before it began.
    #[error("the enterprise is closed since {1}; quarter {0} began after that, and nothing is declared of it")]
    Ceased(Quarter, Day),
}

/// The last day on which a quarter takes late filings and corrections.
pub fn last_day(quarter: Quarter) -> NaiveDate {
    quarter.next().due_day()
}

/// Where `day` stands to the filing of `quarter`.
pub fn phase(quarter: Quarter, day: NaiveDate) -> Phase {
    let days = |from: NaiveDate, to: NaiveDate| u32::try_from((to - from).num_days()).unwrap_or(0);
    let due = quarter.due_day();
    if day < quarter.next().first_day() {
        Phase::Running
    } else if day <= due {
        Phase::InTime { left: days(day, due) }
    } else if day <= last_day(quarter) {
        Phase::Late { by: days(due, day) }
    } else {
        Phase::Closed
    }
}

/// The newest quarter whose due day is past: whoever has not filed it is late.
pub fn newest_due(day: NaiveDate) -> Quarter {
    let ended = Quarter::last_ended(day);
    if day > ended.due_day() { ended } else { ended.previous() }
}

/// Whether the calendar allows an event. What the bureau does knows no closing, and what it returned may come back.
pub fn allows(quarter: Quarter, day: NaiveDate, status: DeclarationStatus, event: Event) -> Result<(), NotNow> {
    if !matches!(event, Event::Submit | Event::Correct) {
        return Ok(());
    }
    match phase(quarter, day) {
        Phase::Running => Err(NotNow::Running(quarter)),
        Phase::Closed if status != DeclarationStatus::Returned => Err(NotNow::Closed(quarter)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarters_filing_day_by_day() {
        let quarter: Quarter = "2026Q3".parse().unwrap();
        #[rustfmt::skip]
        let cases = [
            ("2026-09-30", Phase::Running,              false),
            ("2026-10-01", Phase::InTime { left: 14 },  true),
            ("2026-10-15", Phase::InTime { left: 0 },   true),
            ("2026-10-16", Phase::Late { by: 1 },       true),
            ("2027-01-15", Phase::Late { by: 92 },      true),
            ("2027-01-16", Phase::Closed,               false),
        ];
        for (day, want, draft) in cases {
            let day = day.parse().unwrap();
            assert_eq!(phase(quarter, day), want, "{day}");
            assert_eq!(allows(quarter, day, DeclarationStatus::Draft, Event::Submit).is_ok(), draft, "{day}");
            assert!(allows(quarter, day, DeclarationStatus::Submitted, Event::Accept).is_ok(), "{day}");
        }
        let long_after = "2027-06-01".parse().unwrap();
        assert!(allows(quarter, long_after, DeclarationStatus::Returned, Event::Submit).is_ok());
        let refused = allows(quarter, long_after, DeclarationStatus::Submitted, Event::Correct).unwrap_err();
        assert_eq!(refused.to_string(), "quarter 2026Q3 is closed: it took filings and corrections until 2027-01-15");
    }
}
