//! How complete the data of a monitor are: transmission rate (传输率), effective rate (有效率) and their product, over hourly means.
//!
//! The rates are those by which monitoring points are assessed by the quarter: of the hours that were due so many came, of
//! those that came so many are valid, and both together are the effective transmission (传输有效率).

use rust_decimal::Decimal;

use crate::time::{HOUR, Stamp};

/// An hour of a pollutant that came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HourCame {
    /// Its start.
    pub at: Stamp,
    /// Whether its mean counts (mark N).
    pub valid: bool,
    /// Whether it came from the logger's store later on (补传).
    pub resent: bool,
}

/// How complete the hours of a pollutant are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completeness {
    /// Hours that were due.
    pub due: u32,
    /// Of these those that came.
    pub came: u32,
    /// Of those that came those that are valid.
    pub valid: u32,
    /// Of those that came those that were sent from a store.
    pub resent: u32,
    /// Stretches in which nothing came, oldest first: the start of the first hour and the end of the last.
    pub gaps: Vec<(Stamp, Stamp)>,
}

impl Completeness {
    /// Of the hours that begin in `[from, to)`; both are whole hours. What comes twice is one hour, and what lies outside is none.
    pub fn of(hours: impl IntoIterator<Item = HourCame>, (from, to): (Stamp, Stamp)) -> Self {
        let mut hours: Vec<_> = hours.into_iter().filter(|hour| from <= hour.at && hour.at < to).collect();
        hours.sort_unstable_by_key(|hour| hour.at);
        hours.dedup_by_key(|hour| hour.at.floor(HOUR));
        let count = |test: fn(&HourCame) -> bool| {
            u32::try_from(hours.iter().filter(|hour| test(hour)).count()).unwrap_or(u32::MAX)
        };
        let due = u32::try_from(to.since(from).max(0) / HOUR).unwrap_or(u32::MAX);
        let mut gaps = Vec::new();
        let mut next = from;
        for at in hours.iter().map(|hour| hour.at.floor(HOUR)).chain([to]) {
            if at > next {
                gaps.push((next, at));
            }
            next = at.plus(HOUR);
        }
        Self { due, came: count(|_| true), valid: count(|hour| hour.valid), resent: count(|hour| hour.resent), gaps }
    }

    /// Of what was due the share that came; none where nothing was.
    pub fn transmission(&self) -> Option<Decimal> {
        share(self.came, self.due)
    }

    /// Of what came the share that is valid; none where nothing came.
    pub fn effective(&self) -> Option<Decimal> {
        share(self.valid, self.came)
    }

    /// Both: of what was due the share that came and is valid.
    pub fn effective_transmission(&self) -> Option<Decimal> {
        share(self.valid, self.due)
    }
}

fn share(part: u32, whole: u32) -> Option<Decimal> {
    Decimal::from(part).checked_div(Decimal::from(whole))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::dec;

    use super::*;

    /// Hours from midnight on: `+` valid, `r` valid and from a store, `-` invalid, `.` nothing.
    fn hours(picture: &str) -> Completeness {
        let hour = |(at, what): (usize, char)| {
            let at = Stamp(i64::try_from(at).unwrap() * HOUR);
            (what != '.').then_some(HourCame { at, valid: what != '-', resent: what == 'r' })
        };
        let to = Stamp(i64::try_from(picture.len()).unwrap() * HOUR);
        Completeness::of(picture.chars().enumerate().filter_map(hour), (Stamp(0), to))
    }

    #[test]
    fn rates_of_a_day() {
        let day = hours("++++++++++..++r-++++....");
        assert_eq!((day.due, day.came, day.valid, day.resent), (24, 18, 17, 1));
        let hour = |at: i64| Stamp(at * HOUR);
        assert_eq!(day.gaps, [(hour(10), hour(12)), (hour(20), hour(24))]);
        assert_eq!(day.transmission(), Some(dec!(0.75)));
        assert_eq!(day.effective_transmission().map(|share| share.round_dp(4)), Some(dec!(0.7083)));
        let nothing = hours("");
        assert_eq!((nothing.transmission(), nothing.effective()), (None, None));
        assert_eq!((hours("..").effective(), hours("..").transmission()), (None, Some(dec!(0))));
    }

    proptest! {
        /// Gaps and hours that came make up what was due, and the product of the two rates is the third.
        #[test]
        fn everything_that_was_due_came_or_is_in_a_gap(picture in "[-+r.]{1,80}") {
            let told = hours(&picture);
            let missing: i64 = told.gaps.iter().map(|(from, to)| to.since(*from) / HOUR).sum();
            prop_assert_eq!(i64::from(told.came) + missing, i64::from(told.due));
            prop_assert!(told.valid <= told.came && told.resent <= told.came);
            if let (Some(transmission), Some(effective)) = (told.transmission(), told.effective()) {
                let both = told.effective_transmission().unwrap();
                prop_assert!((transmission * effective - both).abs() < dec!(0.0000001));
            }
        }
    }
}
