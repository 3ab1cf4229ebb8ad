//! What may be told of numbers of tip-offs: never so that a single report shows, neither in a number nor in the difference
//! between two publications.
//!
//! Numbers are told in steps of [`STEP`], and none of them changes before as many more have come. Whoever compares two
//! publications sees that a number has grown, and never that it has grown by one.

use chrono::{Datelike, Months, NaiveDate};

use crate::time::{Stamp, start_of};

/// How many more must have come for a publication to differ from the one before, and how far apart numbers are told.
pub const STEP: usize = 5;

/// A number of tip-offs as it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// None, or so few that they could point at somebody.
    Few,
    /// So many, or up to four more.
    From(usize),
}

impl Count {
    /// A number as it is told.
    pub const fn of(count: usize) -> Self {
        match count / STEP * STEP {
            0 => Self::Few,
            from => Self::From(from),
        }
    }

    /// The least and the greatest number that it may be.
    pub const fn range(self) -> (usize, usize) {
        match self {
            Self::Few => (0, STEP - 1),
            Self::From(from) => (from, from + STEP - 1),
        }
    }
}

/// Up to which moment things are counted in what is published on a day: the beginning of the last month by which at least
/// [`STEP`] more had come than were counted in the publication before. None as long as there is none.
pub fn counted_until(moments: impl IntoIterator<Item = Stamp>, today: NaiveDate) -> Option<Stamp> {
    let this_month = start_of(today.with_day(1)?);
    let mut moments: Vec<_> = moments.into_iter().filter(|at| *at < this_month).collect();
    moments.sort_unstable();
    let (mut counted, mut until) = (0, None);
    while let Some(fifth) = moments.get(counted + STEP - 1) {
        let next = start_of(fifth.day().with_day(1)?.checked_add_months(Months::new(1))?);
        counted = moments.partition_point(|at| *at < next);
        until = Some(next);
    }
    until
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::time::DAY;

    fn at(text: &str) -> Stamp {
        Stamp::parse(text).unwrap()
    }

    #[test]
    fn numbers_are_told_in_steps() {
        let told = |count| Count::of(count);
        assert_eq!([0, 1, 4].map(told), [Count::Few; 3]);
        assert_eq!([5, 9, 10, 44].map(told), [5, 5, 10, 40].map(Count::From));
        for count in 0..100 {
            let (least, most) = told(count).range();
            assert!((least..=most).contains(&count) && told(least) == told(most), "{count}");
        }
    }

    #[test]
    fn a_publication_changes_with_five_more_and_a_month() {
        let moments =
            ["2026-01-05", "2026-01-06", "2026-02-03", "2026-02-28", "2026-04-30", "2026-05-01", "2026-05-02"]
                .map(at)
                .to_vec();
        let more = [moments.clone(), ["2026-06-01", "2026-06-02", "2026-07-01"].map(at).to_vec()].concat();
        for (moments, today, want) in [
            (&moments, "2026-04-30", None),
            (&moments, "2026-05-01", Some("2026-05-01")),
            (&moments, "2026-12-31", Some("2026-05-01")),
            (&more, "2026-07-31", Some("2026-05-01")),
            (&more, "2026-08-01", Some("2026-08-01")),
        ] {
            let until = counted_until(moments.iter().copied(), today.parse().unwrap());
            assert_eq!(until, want.map(at), "{today}");
        }
        assert_eq!(counted_until([], "2026-08-01".parse().unwrap()), None);
    }

    /// Whoever knows all that is told of a total and its parts does not know a small part.
    #[test]
    fn a_part_cannot_be_worked_out_of_the_total_and_the_other_parts() {
        let parts = |highest: usize| (0..=highest).flat_map(move |a| (0..=highest).map(move |b| (a, b)));
        for (a, b) in parts(30) {
            let told = |(a, b)| [Count::of(a), Count::of(b), Count::of(a + b)];
            let possible: std::collections::BTreeSet<_> =
                parts(40).filter(|other| told(*other) == told((a, b))).map(|(a, _)| a).collect();
            assert!(possible.len() >= STEP - 1, "{a} and {b}: {possible:?}");
        }
    }

    proptest! {
        /// Two publications never differ by fewer reports than a step, whatever came when; and no number of theirs does,
        /// of whichever part of the reports it is.
        #[test]
        fn no_two_publications_differ_by_a_report(
            days in proptest::collection::vec((0_i64..720, any::<bool>()), 0..60),
            (earlier, later) in (0_u64..800, 0_u64..800),
        ) {
            let begun = at("2025-01-01");
            let came: Vec<_> = days.iter().map(|(day, part)| (begun.plus(day * DAY), *part)).collect();
            let on = |day: u64| begun.day() + chrono::Days::new(day);
            let until = |day| counted_until(came.iter().map(|(at, _)| *at), on(day));
            let (first, second) = (until(earlier.min(later)), until(earlier.max(later)));
            let counted = |until: Option<Stamp>, part: bool| {
                came.iter().filter(|(at, of)| Some(*at) < until && (*of || !part)).count()
            };
            prop_assert!(first <= second, "what was counted stays counted");
            let more = counted(second, false) - counted(first, false);
            prop_assert!(first == second || more >= STEP, "{more} more");
            for part in [false, true] {
                let told = [first, second].map(|until| Count::of(counted(until, part)).range().0);
                prop_assert!(told[0] == told[1] || told[1] - told[0] >= STEP);
            }
        }

        /// One report more changes what is published only together with others, and never what was published before it.
        #[test]
        fn one_report_more_does_not_show_alone(
            days in proptest::collection::vec(0_i64..360, 0..40),
            extra in 0_i64..360,
        ) {
            let begun = at("2025-01-01");
            let came: Vec<_> = days.iter().map(|day| begun.plus(day * DAY)).collect();
            let with: Vec<_> = came.iter().copied().chain([begun.plus(extra * DAY)]).collect();
            let mut before = None;
            for month in 0..13 {
                let today = begun.day() + Months::new(month);
                let (without, until) = (counted_until(came.iter().copied(), today), counted_until(with.iter().copied(), today));
                if start_of(today) <= begun.plus(extra * DAY) {
                    prop_assert_eq!(without, until);
                }
                let new = with.iter().filter(|at| Some(**at) >= before && Some(**at) < until).count();
                prop_assert!(until == before || new >= STEP, "{} new", new);
                before = until;
            }
        }
    }
}
