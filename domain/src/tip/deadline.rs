//! The clocks of a tip-off (domain dossier 6.2; hotline measures, MEP order 15, Arts 8 to 11). A term that ends on a
//! rest day ends on the next working day, and only after that it is overdue.

use chrono::NaiveDate;

use super::TipStatus;
use crate::{
    calendar::{Calendar, Term},
    time::{Stamp, end_of},
};

text_enum! {
    /// What a clock runs for.
    pub enum Step {
        /// The reporter is told whether it is taken up.
        Told = "told",
        /// It is with the unit that checks.
        HandedOver = "handed-over",
        /// It is done, and the reporter has the answer.
        Done = "done",
    }
}

/// A clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// What must be done.
    pub step: Step,
    /// In which term.
    pub term: Term,
    /// The same with an approved extension, of which the reporter was told with the reason (Art 11).
    pub extended: Term,
    /// In which state it runs.
    pub runs_in: &'static [TipStatus],
    /// Whether it runs from the acceptance and not from the receipt (from memory, verify).
    pub from_acceptance: bool,
}

/// All clocks; in a state in which two run, the earlier counts.
pub const CLOCKS: &[Clock] = &[
    Clock {
        step: Step::Told,
        term: Term::Days(15),
        extended: Term::Days(15),
        runs_in: &[TipStatus::Received],
        from_acceptance: false,
    },
    Clock {
        step: Step::HandedOver,
        term: Term::WorkingDays(3),
        extended: Term::WorkingDays(3),
        runs_in: &[TipStatus::Accepted],
        from_acceptance: true,
    },
    Clock {
        step: Step::Done,
        term: Term::Days(60),
        extended: Term::Days(90),
        runs_in: &[TipStatus::Accepted, TipStatus::Investigating],
        from_acceptance: true,
    },
];

/// When what happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// It arrived.
    pub received_at: Stamp,
    /// It was taken up.
    pub accepted_at: Option<Stamp>,
    /// Its extension was approved.
    pub is_extended: bool,
}

/// What is due next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// What.
    pub step: Step,
    /// The last day for it.
    pub day: NaiveDate,
}

impl Due {
    /// The first moment at which it is overdue.
    pub fn at(self) -> Stamp {
        end_of(self.day)
    }
}

/// What is due next for a tip-off; nothing once it is declined or answered.
pub fn due(status: TipStatus, times: &Times, calendar: &Calendar) -> Option<Due> {
    let running = CLOCKS.iter().filter(|clock| clock.runs_in.contains(&status));
    let all = running.map(|clock| {
        let accepted = times.accepted_at.filter(|_| clock.from_acceptance);
        let start = accepted.unwrap_or(times.received_at).day();
        let term = if times.is_extended { clock.extended } else { clock.term };
        Due { step: clock.step, day: calendar.end(start, term) }
    });
    all.min_by_key(|due| due.day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_due_when() {
        let stamp = |text| Stamp::parse(text).unwrap();
        let times = Times {
            received_at: stamp("2026-09-28T23:59:00+08:00"),
            accepted_at: Some(stamp("2026-09-30T09:00:00+08:00")),
            is_extended: false,
        };
        let extended = Times { is_extended: true, ..times };
        #[rustfmt::skip]
        let cases = [
            (TipStatus::Received,      times,    Some((Step::Told,       "2026-10-13"))),
            (TipStatus::Accepted,      times,    Some((Step::HandedOver, "2026-10-10"))),   // three working days
            (TipStatus::Investigating, times,    Some((Step::Done,       "2026-11-30"))),   // the 29th is a Sunday
            (TipStatus::Investigating, extended, Some((Step::Done,       "2026-12-29"))),
            (TipStatus::Declined,      times,    None),
            (TipStatus::Answered,      times,    None),
        ];
        for (status, times, want) in cases {
            let due = due(status, &times, &Calendar::built_in());
            assert_eq!(
                due.map(|due| (due.step, due.day)),
                want.map(|(step, day)| (step, day.parse().unwrap())),
                "{status}"
            );
        }
        let last = Due { step: Step::Told, day: "2026-10-13".parse().unwrap() };
        assert_eq!(last.at().rfc3339(), "2026-10-14T00:00:00+08:00");
    }
}
