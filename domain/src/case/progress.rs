//! How a published case moves on: the officer reports, the publisher publishes the report.

use chrono::NaiveDate;

use super::{CaseEvent, CaseStatus};

text_enum! {
    /// What becomes of a decided case.
    pub enum Progress {
        /// The violation was put right (整改完成).
        Rectified = "rectified",
        /// The fine is paid and the file closed (结案).
        Closed = "closed",
    }
}

/// A report that waits for the publisher.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Awaited {
    /// What was reported.
    pub progress: Progress,
    /// Its place in the list of steps.
    pub step: usize,
}

/// What is wrong with the day of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize)]
pub enum ProgressSlip {
    /// The day has not come yet.
    #[error("this day has not come yet")]
    Future,
    /// It is before the day that it must follow: that of the decision, or that on which it was put right.
    #[error("this is before {0}")]
    Before(NaiveDate),
}

impl Progress {
    /// The event by which it is reported.
    pub const fn event(self) -> CaseEvent {
        match self {
            Self::Rectified => CaseEvent::ReportRectified,
            Self::Closed => CaseEvent::ReportClosed,
        }
    }

    /// Where the case stands after it.
    pub const fn status(self) -> CaseStatus {
        match self {
            Self::Rectified => CaseStatus::Rectified,
            Self::Closed => CaseStatus::Closed,
        }
    }

    /// The day that it must not be before: that on which the violation was put right, or that of the decision.
    pub fn follows(self, decided_on: Option<NaiveDate>, rectified_on: Option<NaiveDate>) -> Option<NaiveDate> {
        rectified_on.filter(|_| self == Self::Closed).or(decided_on)
    }
}

/// What is wrong with the day of a report; `after` is the day that it follows.
pub fn wrong_day(day: NaiveDate, after: Option<NaiveDate>, today: NaiveDate) -> Option<ProgressSlip> {
    if day > today {
        return Some(ProgressSlip::Future);
    }
    after.filter(|after| day < *after).map(ProgressSlip::Before)
}

/// What may be reported of a case. A file may be closed of which nothing had to be put right.
pub fn may_report(status: CaseStatus) -> &'static [Progress] {
    match status {
        CaseStatus::Decided => &[Progress::Rectified, Progress::Closed],
        CaseStatus::Rectified => &[Progress::Closed],
        CaseStatus::Filed | CaseStatus::Closed => &[],
    }
}

/// The report that waits, by the steps that were taken, the oldest first.
pub fn awaited(steps: &[CaseEvent]) -> Option<Awaited> {
    let last = |event: &CaseEvent| match event {
        CaseEvent::ReportRectified => Some(Some(Progress::Rectified)),
        CaseEvent::ReportClosed => Some(Some(Progress::Closed)),
        CaseEvent::PublishReport | CaseEvent::ReturnReport => Some(None),
        _ => None,
    };
    let (step, progress) = steps.iter().enumerate().rev().find_map(|(n, event)| Some((n, last(event)?)))?;
    Some(Awaited { progress: progress?, step })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_waits_until_it_is_published_or_sent_back() {
        use CaseEvent as E;
        let way =
            [E::Submit, E::Clear, E::Publish, E::ReportRectified, E::PublishReport, E::ReportClosed, E::ReturnReport];
        let waits: Vec<_> = (0..=way.len()).map(|n| awaited(&way[..n]).map(|one| (one.progress, one.step))).collect();
        let (rectified, closed) = (Some((Progress::Rectified, 3)), Some((Progress::Closed, 5)));
        assert_eq!(waits, [None, None, None, None, rectified, None, closed, None]);
    }

    #[test]
    fn a_file_is_closed_after_the_violation_was_put_right() {
        let (decided, rectified) = ("2026-10-20".parse().ok(), "2026-11-02".parse().ok());
        assert_eq!(Progress::Rectified.follows(decided, rectified), decided);
        assert_eq!(Progress::Closed.follows(decided, rectified), rectified);
        assert_eq!(Progress::Closed.follows(decided, None), decided);
    }

    #[test]
    fn days_follow_each_other() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let (after, today) = (day("2026-10-20"), day("2026-11-22"));
        #[rustfmt::skip]
        let cases = [
            ("2026-10-19", Some(ProgressSlip::Before(after))),
            ("2026-10-20", None),
            ("2026-11-22", None),
            ("2026-11-23", Some(ProgressSlip::Future)),
        ];
        for (text, want) in cases {
            assert_eq!(wrong_day(day(text), Some(after), today), want, "{text}");
        }
    }
}
