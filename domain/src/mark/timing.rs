//! When a mark can be set: directly until noon of the next day, later by request.

use chrono::NaiveDate;

use super::{Mark, MarkSlip};
use crate::time::{DAY, HOUR, Stamp, end_of};

/// How many days ahead a mark may begin.
pub const AHEAD: i64 = 7;
/// How many days a mark may last at once. A longer stop of production is marked again.
pub const LONGEST: i64 = 31;
/// How many days back a mark may begin that is asked for late.
pub const BACK: i64 = 60;
/// By which hour of the next day a day is marked (announcement 2022 no. 21: 次日12时前).
const NOON: i64 = 12 * HOUR;

/// The first moment at which a day can no longer be marked directly.
pub fn deadline(day: NaiveDate) -> Stamp {
    end_of(day).plus(NOON)
}

/// Whether every day of something that begins at `from` can still be marked directly: the first day is the first to be too
/// late.
pub fn can_still_be_marked(from: Stamp, now: Stamp) -> bool {
    now < deadline(from.day())
}

/// What is wrong with a mark, by the field of its form, whatever others there are.
pub fn check(mark: &Mark, now: Stamp) -> Vec<(&'static str, MarkSlip)> {
    let mut slips = Vec::new();
    if mark.from > now.plus(AHEAD * DAY) {
        slips.push(("from", MarkSlip::TooFarAhead(AHEAD)));
    }
    if mark.from < now.minus(BACK * DAY) {
        slips.push(("from", MarkSlip::TooLongAgo(BACK)));
    }
    match mark.to {
        None if !mark.kind.may_be_open() => slips.push(("to", MarkSlip::NeedsEnd)),
        Some(to) if to <= mark.from => slips.push(("to", MarkSlip::EndsFirst)),
        Some(to) if to.since(mark.from) > LONGEST * DAY => slips.push(("to", MarkSlip::TooLong(LONGEST))),
        _ => {}
    }
    slips
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mark::{
        MarkKind as K,
        tests::{at, mark},
    };

    #[test]
    fn a_day_can_be_marked_until_noon_of_the_next() {
        for (from, now, can) in [
            ("21T00:00", "22T11:59", true),
            ("21T23:59", "22T11:59", true),
            ("21T23:59", "22T12:00", false),
            ("22T00:00", "22T12:00", true),
            ("22T00:00", "23T12:00", false),
            ("25T00:00", "22T12:00", true),
        ] {
            assert_eq!(can_still_be_marked(at(from), at(now)), can, "{from} at {now}");
        }
    }

    #[test]
    fn what_cannot_be_a_mark() {
        let now = at("22T09:00");
        #[rustfmt::skip]
        let cases = [
            (mark(K::ColdStart, "21T08:00", "21T11:00"), vec![]),
            (mark(K::ColdStart, "21T08:00", "21T08:00"), vec![("to", MarkSlip::EndsFirst)]),
            (mark(K::ColdStart, "21T08:00", ""),         vec![("to", MarkSlip::NeedsEnd)]),
            (mark(K::Stopped, "21T08:00", ""),           vec![]),
            (mark(K::Stopped, "29T09:00", ""),           vec![]),
            (mark(K::Stopped, "29T09:01", ""),           vec![("from", MarkSlip::TooFarAhead(7))]),
        ];
        for (mark, want) in cases {
            assert_eq!(check(&mark, now), want, "{mark:?}");
        }
        let lasting =
            |days: i64| Mark { to: Some(at("21T08:00").plus(days * DAY)), ..mark(K::Stopped, "21T08:00", "") };
        assert_eq!(check(&lasting(31), now), vec![]);
        assert_eq!(check(&lasting(365), now), vec![("to", MarkSlip::TooLong(31))]);
        let ago =
            |days: i64| Mark { from: now.minus(days * DAY), to: Some(now.minus(days * DAY - HOUR)), ..lasting(1) };
        assert_eq!(check(&ago(60), now), vec![]);
        assert_eq!(check(&ago(61), now), vec![("from", MarkSlip::TooLongAgo(60))]);
    }
}
