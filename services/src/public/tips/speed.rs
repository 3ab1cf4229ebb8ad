//! How fast tip-offs are answered.

use chrono::NaiveDate;
use domain::{
    time::{DAY, Stamp},
    tip::{Count, counted_until},
};
use entities::tip;

/// Days from arrival to answer, begun days counted whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speed {
    /// Up to which moment answers are counted, the first one of a month. It is not that of the reports: of either only five more
    /// move it.
    pub as_of: Stamp,
    /// How many were answered.
    pub answered: Count,
    /// Half of them took no longer than this.
    pub median_days: i64,
    /// Nine of ten took no longer than this.
    pub ninetieth_days: i64,
}

/// What may be told today: of answers, as of reports, only five more change it, or the median would move with each.
pub(super) fn of(tips: &[tip::Model], today: NaiveDate) -> Option<Speed> {
    let before = counted_until(tips.iter().filter_map(|tip| tip.closed_at), today)?;
    let closed = |tip: &tip::Model| tip.closed_at.filter(|at| *at < before);
    let spent = |tip: &tip::Model| Some(closed(tip)?.since(tip.received_at).max(0));
    let days = tips.iter().filter_map(spent).map(|millis| millis / DAY + i64::from(millis % DAY > 0));
    summary(before, days.collect())
}

fn summary(as_of: Stamp, mut days: Vec<i64>) -> Option<Speed> {
    days.sort_unstable();
    // The nearest-rank method: the smallest value that at least the share of all does not exceed.
    let rank = |tenths: usize| days.get((days.len() * tenths).div_ceil(10).saturating_sub(1)).copied();
    let answered = Count::of(days.len());
    if answered == Count::Few {
        return None;
    }
    Some(Speed { as_of, answered, median_days: rank(5)?, ninetieth_days: rank(9)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_ranks() {
        let speed = |answered, median_days, ninetieth_days| {
            Some(Speed { as_of: Stamp(0), answered: Count::From(answered), median_days, ninetieth_days })
        };
        let summary = |days| summary(Stamp(0), days);
        assert_eq!(summary(vec![9, 1, 2, 3, 50]), speed(5, 3, 50));
        let ten: Vec<_> = (1..=10).collect();
        assert_eq!(summary(ten), speed(10, 5, 9));
        assert_eq!(summary(vec![1, 2, 3, 4]), None, "four answers could point at one of them");
    }
}
