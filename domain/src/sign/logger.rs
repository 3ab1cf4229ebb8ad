//! What loggers tell of themselves (rule X24): their clocks, that they started, which analysers they have.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Evidence, Figures, Found, Restart, SignKind, Swap,
    rules::{ClockRule, RestartsRule},
};
use crate::{
    mark::Mark,
    time::{DAY, Stamp},
};

/// What the portal has noted of a logger's clock (`device_notice`): counts, no course. When it was right between two notes nobody
/// has written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockNotice {
    /// The logger's number.
    pub mn: String,
    /// How many seconds it was ahead the last time; below zero: behind.
    pub seconds: i64,
    /// How often that was noted.
    pub count: i64,
    /// The first time.
    pub first_at: Stamp,
    /// The last time.
    pub last_at: Stamp,
}

/// A clock that is off: beyond some seconds, noted often enough, and again within the last day. The stretch is that day, as far back
/// as it was noted: of what was before, only how often.
pub fn clock(notices: &[ClockNotice], now: Stamp, rule: &ClockRule) -> Vec<Found> {
    let is_off = |notice: &&ClockNotice| {
        now.since(notice.last_at) <= DAY && notice.count >= rule.times && notice.seconds.saturating_abs() > rule.seconds
    };
    let of = |notice: &ClockNotice| {
        let figures = Figures::Clock {
            mn: notice.mn.clone(),
            seconds: notice.seconds,
            most_seconds: rule.seconds,
            count: notice.count,
            since: notice.first_at,
        };
        Found {
            kind: SignKind::Clock,
            pollutant: String::new(),
            from: notice.first_at.max(notice.last_at.minus(DAY)),
            to: notice.last_at.plus(1),
            goes_on: true,
            evidence: Evidence { figures, series: Vec::new() },
        }
    };
    // One sign of an outlet's clocks: the farthest off.
    notices.iter().filter(is_off).max_by_key(|notice| notice.seconds.saturating_abs()).map(of).into_iter().collect()
}

/// Days on which a logger started so often; the moments are those that it told, each once.
pub fn restarts(mn: &str, at: &[Stamp], now: Stamp, rule: &RestartsRule) -> Vec<Found> {
    let mut days: BTreeMap<Stamp, BTreeSet<Stamp>> = BTreeMap::new();
    for start in at.iter().filter(|start| **start <= now) {
        days.entry(start.floor(DAY)).or_default().insert(*start);
    }
    let often = days.into_iter().filter(|(_, starts)| starts.len() >= rule.a_day.try_into().unwrap_or(usize::MAX));
    let of = |(day, starts): (Stamp, BTreeSet<Stamp>)| {
        let restarts = starts.into_iter().map(|at| Restart { at }).collect();
        Found {
            kind: SignKind::Restarts,
            pollutant: String::new(),
            from: day,
            to: day.plus(DAY),
            goes_on: now < day.plus(DAY),
            evidence: Evidence {
                figures: Figures::Restarts { mn: mn.to_owned(), restarts, least: rule.a_day },
                series: Vec::new(),
            },
        }
    };
    often.map(of).collect()
}

/// A serial number that a logger told of an analyser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SerialNumber {
    /// When.
    pub at: Stamp,
    /// The code of what it measures.
    pub code: String,
    /// The number.
    pub number: String,
}

/// Analysers that tell another number than the last time, from a moment on, where no device mark of the day around it says that
/// somebody worked there. `told` are all of one logger, oldest first, the last ones before that moment too.
pub fn swapped(mn: &str, told: &[SerialNumber], from: Stamp, marks: &[Mark]) -> Vec<Found> {
    let mut last: BTreeMap<&str, &SerialNumber> = BTreeMap::new();
    let mut found = Vec::new();
    for now in told {
        let before = last.insert(&now.code, now);
        let Some(before) = before.filter(|before| before.number != now.number && now.at >= from) else { continue };
        let is_known = |mark: &&Mark| {
            mark.kind.is_device() && mark.is_about(&now.code) && mark.touches(now.at.minus(DAY), now.at.plus(DAY))
        };
        if marks.iter().any(|mark| is_known(&mark)) {
            continue;
        }
        let swap =
            Swap { at: now.at, code: now.code.clone(), before: before.number.clone(), after: now.number.clone() };
        found.push(Found {
            kind: SignKind::Swapped,
            pollutant: now.code.clone(),
            from: now.at,
            to: now.at.plus(1),
            goes_on: false,
            evidence: Evidence {
                figures: Figures::Swapped { mn: mn.to_owned(), swap },
                series: vec![now.code.clone()],
            },
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Made, at, rule};
    use super::*;
    use crate::{
        mark::MarkKind,
        time::{HOUR, MINUTE},
    };

    #[test]
    fn a_clock_is_off_when_it_was_noted_often_and_lately() {
        let notice = |seconds, count, hours_ago: i64| ClockNotice {
            mn: "A".to_owned(),
            seconds,
            count,
            first_at: at(0),
            last_at: at(200).minus(hours_ago * HOUR),
        };
        for (seconds, count, hours_ago, is_sign) in [
            (95, 20, 1, true),
            (-95, 20, 1, true),
            (60, 20, 1, false),
            (95, 9, 1, false),
            (95, 20, 25, false),
            (i64::MIN, 20, 1, true),
        ] {
            let found = clock(&[notice(seconds, count, hours_ago)], at(200), &rule().clock);
            assert_eq!(found.len(), usize::from(is_sign), "{seconds} {count} {hours_ago}");
        }
        let worst = clock(&[notice(95, 20, 1), notice(-300, 20, 2)], at(200), &rule().clock);
        assert!(matches!(worst[0].evidence.figures, Figures::Clock { seconds: -300, .. }), "{worst:?}");
        assert_eq!(worst[0].from, at(200).minus(26 * HOUR));
    }

    #[test]
    fn three_starts_a_day_are_a_sign_and_the_same_one_told_twice_is_one() {
        let day = at(0).floor(DAY).plus(DAY);
        let starts =
            |minutes: &[i64]| -> Vec<Stamp> { minutes.iter().map(|minute| day.plus(minute * MINUTE)).collect() };
        let found = |minutes: &[i64]| restarts("A", &starts(minutes), day.plus(3 * DAY), &rule().restarts).len();
        assert_eq!(found(&[10, 20]), 0);
        assert_eq!(found(&[10, 20, 20, 20]), 0);
        assert_eq!(found(&[10, 20, 30]), 1);
        assert_eq!(found(&[10, 20, 24 * 60 + 5]), 0, "over midnight they are two days");
        let told = restarts("A", &starts(&[10, 20, 30]), day.plus(HOUR), &rule().restarts);
        assert_eq!((told[0].from, told[0].to, told[0].goes_on), (day, day.plus(DAY), true));
    }

    #[test]
    fn another_serial_number_is_a_sign_where_no_mark_says_that_somebody_worked_there() {
        let told = |number: &str, hour| SerialNumber { at: at(hour), code: "w01018".into(), number: number.into() };
        let all = [told("0011", 1), told("0011", 50), told("0022", 100)];
        let found = swapped("A", &all, at(10), &[]);
        assert_eq!(found.len(), 1);
        assert!(
            matches!(&found[0].evidence.figures, Figures::Swapped { swap, .. } if swap.before == "0011" && swap.after == "0022")
        );
        assert_eq!(swapped("A", &all[..1], at(0), &[]), [], "the first number is none before");
        assert_eq!(swapped("A", &all, at(101), &[]), [], "before what is looked at");
        assert_eq!(swapped("A", &all, at(10), &[Made::mark(MarkKind::Maintenance, 90, 92)]), []);
        assert_eq!(swapped("A", &all, at(10), &[Made::mark(MarkKind::Stopped, 90, 92)]).len(), 1);
    }
}
