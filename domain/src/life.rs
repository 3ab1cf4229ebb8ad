//! Since when something of the register is public, and since when it is closed.
//!
//! Enterprises and loggers begin in trial (试运行): what they say is recorded, and only the bureau and the enterprise see
//! it, until a person opens them to the public from a day on. What was public stays public. Nothing that measurements or
//! cases refer to is ever deleted: it is closed from a day on, and its history stays.

use chrono::NaiveDate;

use crate::{
    quarter::Quarter,
    time::{Day, Stamp, start_of},
};

/// For whom something is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// Everybody.
    #[default]
    Public,
    /// The bureau, and the enterprise itself: they see also what is in trial.
    Insiders,
}

/// From when on values are for everybody to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Opening {
    /// From this day on.
    From(Day),
    /// Nobody has said: in trial.
    Never,
}

impl Opening {
    /// Of something that is in the register with this day.
    pub const fn of(public_from: Option<Day>) -> Self {
        match public_from {
            Some(day) => Self::From(day),
            None => Self::Never,
        }
    }

    /// Of a logger at an enterprise: both must be open.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.max(other)
    }

    /// Whether it is open on a day.
    pub fn is_open_on(self, day: NaiveDate) -> bool {
        matches!(self, Self::From(from) if from.0 <= day)
    }

    /// Whether a value of this moment is for everybody: those of the trial stay where they are, also later.
    pub fn shows(self, at: Stamp) -> bool {
        self.first_moment().is_some_and(|first| at >= first)
    }

    /// The first moment of which values are for everybody.
    pub fn first_moment(self) -> Option<Stamp> {
        match self {
            Self::From(day) => Some(start_of(day.0)),
            Self::Never => None,
        }
    }
}

/// Why something cannot be opened, or be taken back, as somebody wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpeningSlip {
    /// It is public since this day, and stays so; it can only be closed.
    Public(Day),
    /// The day is over: what was recorded in trial would become public.
    Past,
}

/// Whether the day from which something is public may be changed today. None is: in trial.
///
/// # Errors
/// What stands in the way.
pub fn reopen(before: Option<Day>, after: Option<Day>, today: NaiveDate) -> Result<(), OpeningSlip> {
    match (before, after) {
        _ if before == after => Ok(()),
        (Some(day), _) if day.0 <= today => Err(OpeningSlip::Public(day)),
        (_, Some(day)) if day.0 < today => Err(OpeningSlip::Past),
        _ => Ok(()),
    }
}

/// Whether something is closed on a day: from its closing day on.
pub fn is_closed(closed_on: Option<Day>, day: NaiveDate) -> bool {
    closed_on.is_some_and(|closed| closed.0 <= day)
}

/// Whether an enterprise owes and may file a declaration of a quarter: not of one that begins when it is closed.
pub fn runs_in(quarter: Quarter, closed_on: Option<Day>) -> bool {
    !is_closed(closed_on, quarter.first_day())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<Day> {
        (text != "-").then(|| text.parse().unwrap())
    }

    #[test]
    fn what_was_public_stays_public() {
        let today = "2026-11-29".parse().unwrap();
        let (past, public) = (Err(OpeningSlip::Past), |from| Err(OpeningSlip::Public(day(from).unwrap())));
        for (before, after, want) in [
            ("-", "-", Ok(())),
            ("-", "2026-11-29", Ok(())),
            ("-", "2027-01-01", Ok(())),
            ("-", "2026-11-28", past),
            ("2027-01-01", "-", Ok(())),
            ("2027-01-01", "2026-12-01", Ok(())),
            ("2027-01-01", "2026-11-28", past),
            ("2026-11-29", "-", public("2026-11-29")),
            ("2026-11-29", "2026-11-30", public("2026-11-29")),
            ("2020-01-01", "2019-01-01", public("2020-01-01")),
            ("2020-01-01", "2020-01-01", Ok(())),
        ] {
            assert_eq!(reopen(day(before), day(after), today), want, "{before} {after}");
        }
    }

    #[test]
    fn values_of_the_trial_stay_there() {
        let midnight = Stamp::parse("2026-11-29T00:00:00+08:00").unwrap();
        for (works, logger, at, want) in [
            ("2020-01-01", "2026-11-29", midnight, true),
            ("2020-01-01", "2026-11-29", midnight.minus(1), false),
            ("2026-11-30", "2020-01-01", midnight, false),
            ("2020-01-01", "-", midnight, false),
            ("-", "2020-01-01", midnight, false),
        ] {
            let opening = Opening::of(day(works)).and(Opening::of(day(logger)));
            assert_eq!(opening.shows(at), want, "{works} {logger} {at:?}");
        }
        assert!(Opening::of(day("2026-11-29")).is_open_on("2026-11-29".parse().unwrap()));
        assert!(!Opening::of(day("2026-11-30")).is_open_on("2026-11-29".parse().unwrap()));
    }

    #[test]
    fn who_is_closed_files_what_began_before() {
        for (quarter, closed, want) in [
            ("2026Q3", "-", true),
            ("2026Q3", "2026-07-02", true),
            ("2026Q3", "2026-07-01", false),
            ("2026Q3", "2026-03-01", false),
            ("2026Q2", "2026-07-01", true),
        ] {
            assert_eq!(runs_in(quarter.parse().unwrap(), day(closed)), want, "{quarter} {closed}");
        }
    }
}
