//! The way of a decided case to the public and after it: who took which step when, on the days on which offices work.

use chrono::{Days, NaiveDate};
use domain::{
    access::Role,
    calendar::{Calendar, Term},
    case::{CaseEvent, CaseStatus},
    time::{HOUR, Stamp, start_of},
};

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What was done.
    pub event: CaseEvent,
    /// When.
    pub at: Stamp,
    /// By whom.
    pub by: Role,
    /// The day on which what is reported happened.
    pub happened_on: Option<NaiveDate>,
    /// What is reported.
    pub words: String,
}

/// How far a decided case has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Way {
    /// What was done, the oldest first.
    pub steps: Vec<Step>,
    /// When it was published.
    pub published_at: Option<Stamp>,
    /// The day on which it was put right, as published.
    pub rectified_on: Option<NaiveDate>,
    /// The day on which the file was closed, as published.
    pub closed_on: Option<NaiveDate>,
    /// When a report came that waits for the publisher.
    pub reported_at: Option<Stamp>,
    /// What has been published of the reports.
    pub reported: String,
}

/// Days after the decision on which a violation is put right, and the file is closed.
const RECTIFIED_AFTER: u64 = 41;
const CLOSED_AFTER: u64 = 121;
/// What the officer reports of a file that is closed.
const CLOSED: &str = "罚款已缴清，案件办结。";

/// What was done with a case until now: published on the first or second working day after the decision, put right and
/// closed as reported. `mended` is what the officer reports of how it was put right.
pub fn way(decided_on: NaiveDate, slow: bool, mended: &str, now: Stamp) -> Way {
    let days = Calendar::built_in();
    let after = |day, count| days.end(day, Term::WorkingDays(count));
    let published = start_of(after(decided_on, 1 + u32::from(slow))).plus(10 * HOUR);
    let step = |event, at, by| Step { event, at, by, happened_on: None, words: String::new() };
    let on = start_of(decided_on);
    let mut way = Way::default();
    let planned = [
        step(CaseEvent::Submit, on.plus(15 * HOUR), Role::Officer),
        step(CaseEvent::Clear, on.plus(17 * HOUR), Role::Legal),
        step(CaseEvent::Publish, published, Role::Publisher),
    ];
    way.steps.extend(planned.into_iter().filter(|step| step.at <= now));
    way.published_at = Some(published).filter(|at| *at <= now);
    for (event, later, words) in
        [(CaseEvent::ReportRectified, RECTIFIED_AFTER, mended), (CaseEvent::ReportClosed, CLOSED_AFTER, CLOSED)]
    {
        let happened = decided_on + Days::new(later);
        let reported = start_of(after(happened, 1)).plus(16 * HOUR);
        let published = start_of(after(happened, 2)).plus(10 * HOUR);
        if reported > now {
            break;
        }
        let report =
            Step { happened_on: Some(happened), words: words.to_owned(), ..step(event, reported, Role::Officer) };
        way.steps.push(report);
        if published > now {
            way.reported_at = Some(reported);
            break;
        }
        way.steps.push(step(CaseEvent::PublishReport, published, Role::Publisher));
        if event == CaseEvent::ReportClosed {
            way.closed_on = Some(happened);
        } else {
            way.rectified_on = Some(happened);
        }
        let gap = if way.reported.is_empty() { "" } else { "\n" };
        way.reported = format!("{}{gap}{words}", way.reported);
    }
    way
}

impl Way {
    /// Where the case stands.
    pub const fn status(&self) -> CaseStatus {
        match (self.rectified_on, self.closed_on) {
            (_, Some(_)) => CaseStatus::Closed,
            (Some(_), None) => CaseStatus::Rectified,
            (None, None) => CaseStatus::Decided,
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::case::{CaseStage, next};

    use super::*;

    fn of(decided_on: &str, now: &str) -> Way {
        way(decided_on.parse().unwrap(), false, "已整改。", Stamp::parse(now).unwrap())
    }

    /// Each step follows from the one before it, on a working day.
    #[test]
    fn a_case_takes_the_steps_that_the_portal_knows() {
        let whole = of("2026-03-02", "2026-11-22T15:00");
        assert_eq!(whole.steps.len(), 7);
        let end = whole.steps.iter().try_fold(CaseStage::Draft, |stage, step| next(stage, step.event)).unwrap();
        assert_eq!((end, whole.status()), (CaseStage::Published, CaseStatus::Closed));
        assert!(whole.steps.is_sorted_by_key(|step| step.at));
        assert!(whole.steps.iter().all(|step| Calendar::built_in().is_worked(step.at.day())));
        assert_eq!(whole.reported, "已整改。\n罚款已缴清，案件办结。");
    }

    #[test]
    fn what_is_not_done_yet_is_not_told() {
        #[rustfmt::skip]
        let cases = [
            // decided      now                   steps  published  waits  status
            ("2026-11-20", "2026-11-20T16:00",    1,     false,     false, CaseStatus::Decided),
            ("2026-11-20", "2026-11-22T15:00",    2,     false,     false, CaseStatus::Decided),
            ("2026-11-20", "2026-11-23T15:00",    3,     true,      false, CaseStatus::Decided),
            ("2026-10-09", "2026-11-20T17:00",    4,     true,      true,  CaseStatus::Decided),
            ("2026-10-09", "2026-11-23T15:00",    5,     true,      false, CaseStatus::Rectified),
        ];
        for (decided, now, steps, published, waits, status) in cases {
            let way = of(decided, now);
            let found = (way.steps.len(), way.published_at.is_some(), way.reported_at.is_some(), way.status());
            assert_eq!(found, (steps, published, waits, status), "{decided} {now}");
        }
    }
}
