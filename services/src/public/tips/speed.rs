//! How fast tip-offs are answered.

use domain::time::{DAY, Stamp};
use entities::tip;

/// With fewer answers than this, a figure could point at one of them.
const FEWEST: usize = 5;

/// Days from arrival to answer, begun days counted whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speed {
    /// How many were answered.
    pub answered: usize,
    /// Half of them took no longer than this.
    pub median_days: i64,
    /// Nine of ten took no longer than this.
    pub ninetieth_days: i64,
}

/// Of those that were answered before a moment.
pub(super) fn of(tips: &[tip::Model], before: Stamp) -> Option<Speed> {
    let closed = |tip: &tip::Model| tip.closed_at.filter(|at| *at < before);
    let spent = |tip: &tip::Model| Some(closed(tip)?.since(tip.received_at).max(0));
    let days = tips.iter().filter_map(spent).map(|millis| millis / DAY + i64::from(millis % DAY > 0));
    summary(days.collect())
}

fn summary(mut days: Vec<i64>) -> Option<Speed> {
    days.sort_unstable();
    // The nearest-rank method: the smallest value that at least the share of all does not exceed.
    let rank = |tenths: usize| days.get((days.len() * tenths).div_ceil(10).saturating_sub(1)).copied();
    if days.len() < FEWEST {
        return None;
    }
    Some(Speed { answered: days.len(), median_days: rank(5)?, ninetieth_days: rank(9)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_ranks() {
        assert_eq!(summary(vec![9, 1, 2, 3, 50]), Some(Speed { answered: 5, median_days: 3, ninetieth_days: 50 }));
        let ten: Vec<_> = (1..=10).collect();
        assert_eq!(summary(ten), Some(Speed { answered: 10, median_days: 5, ninetieth_days: 9 }));
        assert_eq!(summary(vec![1, 2, 3, 4]), None, "four answers could point at one of them");
    }
}
