//! Which means make one event.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::{
    judgement::{length, reach},
    limit::Standing,
    measurement::Interval,
    time::{Stamp, end_of},
};

/// A period of which something may be said: where the mean that decides stands. Periods of which nothing may be said, for want
/// of a valid mean or by a mark, are no points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The start of the period.
    pub at: Stamp,
    /// Where its mean stands.
    pub standing: Standing,
}

text_enum! {
    /// Why an event goes on no longer.
    pub enum EventEnd {
        /// A mean that counts stood within the limit.
        Within = "within",
        /// No mean that counts came for so long that nobody can say whether it went on.
        Silence = "silence",
        /// The day is over: means that are counted by the day are counted anew on the next.
        DayOver = "day-over",
    }
}

/// Means above a limit that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The starts of the periods that stood above, oldest first; at least one.
    pub over: Vec<Stamp>,
    /// Why it is over; none while it may go on.
    pub end: Option<EventEnd>,
}

impl Run {
    /// The start of the first period.
    pub fn first(&self) -> Stamp {
        self.over.first().copied().unwrap_or(Stamp(0))
    }

    /// The start of the last period.
    pub fn last(&self) -> Stamp {
        self.over.last().copied().unwrap_or(Stamp(0))
    }
}

/// The runs of points above or below a limit, in order of time. `points` are of one pollutant, one limit's mean, in any order. A
/// run ends with the first mean that stands within; it bridges periods of which nothing may be said, as far as a mean may be
/// old and still speak for now ([`reach`]), and ends in silence after that.
pub fn runs(points: &[Point], interval: Interval, now: Stamp) -> Vec<Run> {
    let mut points = points.to_vec();
    points.sort_unstable_by_key(|point| point.at);
    let patience = reach(interval);
    let mut runs: Vec<Run> = Vec::new();
    for point in points {
        if let Some(run) = runs.last_mut().filter(|run| run.end.is_none())
            && point.at.since(run.last()) > patience
        {
            run.end = Some(EventEnd::Silence);
        }
        match (runs.last_mut().filter(|run| run.end.is_none()), point.standing.is_over()) {
            (Some(run), true) => run.over.push(point.at),
            (Some(run), false) => run.end = Some(EventEnd::Within),
            (None, true) => runs.push(Run { over: vec![point.at], end: None }),
            (None, false) => {}
        }
    }
    if let Some(run) = runs.last_mut().filter(|run| run.end.is_none())
        && now.since(run.last()) > patience + length(interval)
    {
        run.end = Some(EventEnd::Silence);
    }
    runs
}

/// The days on which more five-minute means of a furnace missed their limit than are spared, each as one run of all that did.
/// `points` are of one furnace, in any order; `spared` says how many of a day are. Means of which nothing may be said are no points,
/// and days that have not ended may go on.
pub fn furnace_days(points: &[Point], spared: impl Fn(NaiveDate) -> Option<u32>, now: Stamp) -> Vec<Run> {
    let mut days: BTreeMap<NaiveDate, BTreeSet<Stamp>> = BTreeMap::new();
    for point in points.iter().filter(|point| point.standing.is_over()) {
        days.entry(point.at.day()).or_default().insert(point.at);
    }
    let run = |(day, over): (NaiveDate, BTreeSet<Stamp>)| {
        let is_more = over.len() > usize::try_from(spared(day)?).ok()?;
        let end = (end_of(day) <= now).then_some(EventEnd::DayOver);
        is_more.then(|| Run { over: over.into_iter().collect(), end })
    };
    days.into_iter().filter_map(run).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::time::{DAY, HOUR};

    /// Hours from midnight on: `+` above, `-` within, `.` nothing.
    fn hours(picture: &str) -> Vec<Point> {
        let point = |(hour, what): (usize, char)| {
            let standing = match what {
                '+' => Standing::Above,
                '-' => Standing::Within,
                _ => return None,
            };
            Some(Point { at: Stamp(i64::try_from(hour).unwrap() * HOUR), standing })
        };
        picture.chars().enumerate().filter_map(point).collect()
    }

    fn told(picture: &str, now: i64) -> Vec<(i64, i64, usize, Option<EventEnd>)> {
        let hour = |at: Stamp| at.0 / HOUR;
        let runs = runs(&hours(picture), Interval::Hour, Stamp(now * HOUR));
        runs.iter().map(|run| (hour(run.first()), hour(run.last()), run.over.len(), run.end)).collect()
    }

    #[test]
    fn means_that_belong_together_are_one_event() {
        let (within, silence) = (Some(EventEnd::Within), Some(EventEnd::Silence));
        for (picture, now, want) in [
            ("----", 4, vec![]),
            ("-++-", 4, vec![(1, 2, 2, within)]),
            // It still may go on.
            ("-++", 3, vec![(1, 2, 2, None)]),
            ("-++", 7, vec![(1, 2, 2, None)]),
            ("-++", 9, vec![(1, 2, 2, silence)]),
            // Invalid hours in its midst end nothing, …
            ("+..+-", 5, vec![(0, 3, 2, within)]),
            ("+....+-", 7, vec![(0, 5, 2, within)]),
            // … but nobody can speak for six of them.
            ("+.....+-", 8, vec![(0, 0, 1, silence), (6, 6, 1, within)]),
            ("+.....-", 7, vec![(0, 0, 1, silence)]),
            ("+-+", 3, vec![(0, 0, 1, within), (2, 2, 1, None)]),
        ] {
            assert_eq!(told(picture, now), want, "{picture} at {now}");
        }
    }

    #[test]
    fn days_have_the_patience_of_days() {
        let day = |day: i64| Point { at: Stamp(day * DAY), standing: Standing::Above };
        let told = |points: &[Point], now: i64| runs(points, Interval::Day, Stamp(now * DAY)).len();
        assert_eq!(told(&[day(0), day(1), day(5)], 6), 1, "three lost days are bridged");
        assert_eq!(told(&[day(0), day(1), day(6)], 7), 2);
    }

    /// Archetype 7 of the dossier: a furnace whose five-minute mean is below 850 °C six times in a day, where five are spared.
    #[test]
    fn a_furnace_is_cold_on_a_day_where_more_means_miss_than_are_spared() {
        const SLOT: i64 = 5 * crate::time::MINUTE;
        let start = Stamp::parse("2026-11-22").unwrap();
        let below = |at: Stamp| Point { at, standing: Standing::Below };
        let slots = |day: i64, of: &[i64]| -> Vec<Point> {
            of.iter().map(|slot| below(start.plus(day * DAY + slot * SLOT))).collect()
        };
        let told = |points: &[Point], now: Stamp| {
            let runs = furnace_days(points, |_| Some(5), now);
            runs.iter().map(|run| (run.first(), run.over.len(), run.end)).collect::<Vec<_>>()
        };
        let six = slots(0, &[30, 66, 114, 162, 210, 270]);
        assert_eq!(told(&six[..5], start.plus(DAY)), [], "five are spared");
        // In the evening it may go on; at midnight the count begins anew.
        assert_eq!(told(&six, start.plus(23 * HOUR)), [(six[0].at, 6, None)]);
        assert_eq!(told(&six, start.plus(DAY)), [(six[0].at, 6, Some(EventEnd::DayOver))]);
        let split: Vec<_> = slots(0, &[282, 285, 287]).into_iter().chain(slots(1, &[0, 1, 2])).collect();
        assert_eq!(told(&split, start.plus(2 * DAY)), [], "three before midnight and three after");
        // Whatever comes twice is once, what is within counts nothing, and without a rule there is nothing to say.
        let mut twice = [six.clone(), six[..1].to_vec()].concat();
        twice.push(Point { at: start, standing: Standing::Within });
        assert_eq!(told(&twice, start.plus(DAY))[0].1, 6);
        assert!(furnace_days(&six, |_| None, start.plus(DAY)).is_empty());
    }

    proptest! {
        /// In whatever order the points come, each that stands above is in one run and none else, runs do not overlap, and
        /// only the last may go on.
        #[test]
        fn every_mean_above_is_in_one_run(picture in "[-+.]{0,60}", seed in any::<u64>(), later in 0i64..20) {
            let mut points = hours(&picture);
            let now = Stamp((i64::try_from(picture.len()).unwrap() + later) * HOUR);
            let straight = runs(&points, Interval::Hour, now);
            points.sort_by_key(|point| point.at.0.cast_unsigned().wrapping_mul(seed | 1));
            prop_assert_eq!(&runs(&points, Interval::Hour, now), &straight);
            let mut above: Vec<_> = points.iter().filter(|point| point.standing.is_over()).map(|point| point.at).collect();
            above.sort_unstable();
            prop_assert_eq!(straight.iter().flat_map(|run| run.over.clone()).collect::<Vec<_>>(), above);
            prop_assert!(straight.iter().rev().skip(1).all(|run| run.end.is_some()));
        }
    }
}
