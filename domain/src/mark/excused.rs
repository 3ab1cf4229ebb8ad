//! The part of working marks that lies inside the time limits.

use chrono::Datelike;

use super::{Mark, MarkRule};
use crate::time::{HOUR, MINUTE, Stamp};

/// A stretch, and the mark that it is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub mark: usize,
    pub from: Stamp,
    pub to: Stamp,
}

/// Marks of one process with less than this between them are one: a start that is marked twice is not two starts.
const SAME: i64 = HOUR;

/// What the time limits leave of the working marks, in the order of time. A mark without the statement that treatment ran
/// counts for nothing, but what follows it is no new start.
pub(super) fn excused(marks: &[Mark], rule: &MarkRule) -> Vec<Part> {
    let mut order: Vec<usize> = (0..marks.len()).filter(|&mark| !marks[mark].kind.is_device()).collect();
    order.sort_by_key(|&mark| (marks[mark].from, marks[mark].until(), marks[mark].kind, marks[mark].treatment_runs));
    let mut parts = Vec::new();
    let mut left = Left::default();
    for (place, &mark) in order.iter().enumerate() {
        let own = &marks[mark];
        let Some((begun, minutes)) = run(marks, &order[..=place], rule) else { continue };
        if !own.treatment_runs {
            continue;
        }
        let to = own.until().min(begun.plus(i64::from(minutes) * MINUTE));
        if own.from < to {
            left.take(rule, own, Part { mark, from: own.from, to }, &mut parts);
        }
    }
    parts
}

/// When the process of the last of these marks began, and for how many minutes its marks count; none where they never do.
fn run(marks: &[Mark], order: &[usize], rule: &MarkRule) -> Option<(Stamp, u32)> {
    let last = &marks[*order.last()?];
    let (mut begun, mut minutes) = (last.from, rule.minutes(last.kind)?);
    let same =
        order.iter().rev().skip(1).map(|&mark| &marks[mark]).filter(|mark| mark.kind.process() == last.kind.process());
    for mark in same {
        if begun.since(mark.until()) >= SAME {
            break;
        }
        begun = mark.from;
        minutes = minutes.max(rule.minutes(mark.kind).unwrap_or(0));
    }
    Some((begun, minutes))
}

/// What is left of the time of a year.
#[derive(Default)]
struct Left {
    year: i32,
    used: i64,
}

impl Left {
    /// Takes of a part what the year still has.
    fn take(&mut self, rule: &MarkRule, mark: &Mark, part: Part, parts: &mut Vec<Part>) {
        let Some(yearly) = rule.yearly.as_ref().filter(|yearly| yearly.kinds.contains(&mark.kind)) else {
            return parts.push(part);
        };
        let mut from = part.from;
        while from < part.to {
            let year = from.day().year();
            if self.year != year {
                *self = Self { year, used: 0 };
            }
            let to = next_year(year).min(part.to);
            let rest = (i64::from(yearly.minutes) * MINUTE).saturating_sub(self.used).max(0);
            let end = to.min(from.plus(rest));
            if from < end {
                self.used += end.since(from);
                parts.push(Part { from, to: end, ..part });
            }
            from = to;
        }
    }
}

/// The first moment of the year after; of the last year that there is, never.
fn next_year(year: i32) -> Stamp {
    let first = chrono::NaiveDate::from_ymd_opt(year.saturating_add(1), 1, 1);
    first.map_or(Stamp(i64::MAX), crate::time::start_of)
}
