//! Which means are missing.

use std::collections::BTreeSet;

use crate::time::Stamp;

/// The oldest stretch of means that is missing and that nobody asked for yet: the starts of its first and of its last period, at
/// most `most` of them. Missing is what lies after the first mean that is there and begins before `until`. None where all are
/// there, or were asked for, or none is there at all: a logger that never sent such means is not asked for them.
///
/// `length` is that of a period in milliseconds; `asked` are the stretches that were asked for, first and last period.
pub fn next_missing(
    there: &BTreeSet<Stamp>,
    asked: &[(Stamp, Stamp)],
    length: i64,
    until: Stamp,
    most: i64,
) -> Option<(Stamp, Stamp)> {
    let begin = there.first()?;
    let periods = std::iter::successors(Some(*begin), |at| Some(at.plus(length))).take_while(|at| *at < until);
    let is_wanted = |at: &Stamp| !there.contains(at) && !asked.iter().any(|(first, last)| first <= at && at <= last);
    let mut wanted = periods.skip_while(|at| !is_wanted(at)).take_while(is_wanted);
    let first = wanted.next()?;
    let more = usize::try_from(most - 1).unwrap_or(0);
    Some((first, wanted.take(more).last().unwrap_or(first)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::time::HOUR;

    fn hours(hours: &[i64]) -> BTreeSet<Stamp> {
        hours.iter().map(|hour| Stamp(hour * HOUR)).collect()
    }

    fn missing(there: &[i64], asked: &[(i64, i64)], until: i64, most: i64) -> Option<(i64, i64)> {
        let asked: Vec<_> = asked.iter().map(|(first, last)| (Stamp(first * HOUR), Stamp(last * HOUR))).collect();
        let found = next_missing(&hours(there), &asked, HOUR, Stamp(until * HOUR), most)?;
        Some((found.0.0 / HOUR, found.1.0 / HOUR))
    }

    /// Hours that are there, stretches that were asked for, until when, how many at most; what is asked for.
    type Case = (&'static [i64], &'static [(i64, i64)], i64, i64, Option<(i64, i64)>);

    #[test]
    fn the_oldest_gap_that_nobody_asked_for() {
        #[rustfmt::skip]
        let cases: [Case; 9] = [
            (&[],           &[],               9, 72, None),
            (&[1, 2, 3],    &[],               4, 72, None),
            (&[1, 2, 3],    &[],               6, 72, Some((4, 5))),
            (&[1, 4, 7],    &[],               8, 72, Some((2, 3))),
            (&[1, 4, 7],    &[(2, 3)],         8, 72, Some((5, 6))),
            (&[1, 4, 7],    &[(2, 3), (5, 6)], 8, 72, None),
            (&[1, 9],       &[],              10,  3, Some((2, 4))),
            (&[1, 9],       &[(2, 4)],        10,  3, Some((5, 7))),
            (&[1, 9],       &[(3, 3)],        10, 72, Some((2, 2))),
        ];
        for (there, asked, until, most, want) in cases {
            assert_eq!(missing(there, asked, until, most), want, "{there:?} {asked:?} {until} {most}");
        }
    }

    proptest! {
        #[test]
        fn each_missing_period_is_asked_for_once(
            there in proptest::collection::btree_set(0_i64..60, 0..40), until in 0_i64..70, most in 1_i64..10,
        ) {
            let there: Vec<i64> = there.into_iter().collect();
            let (mut asked, mut seen) = (Vec::new(), BTreeSet::new());
            while let Some((first, last)) = missing(&there, &asked, until, most) {
                prop_assert!(last - first < most && last < until);
                for at in first..=last {
                    prop_assert!(!there.contains(&at) && seen.insert(at), "{at} was asked for before");
                }
                asked.push((first, last));
            }
            let all = there.first().map_or(0, |first| (*first..until).filter(|at| !there.contains(at)).count());
            prop_assert_eq!(seen.len(), all);
        }
    }
}
