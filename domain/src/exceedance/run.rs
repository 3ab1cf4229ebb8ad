//! Which means make one event.

use crate::{
    judgement::{length, reach},
    limit::Standing,
    measurement::Interval,
    time::Stamp,
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
