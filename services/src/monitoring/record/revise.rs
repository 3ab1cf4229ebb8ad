//! Which values are new, which are repeated, and which correct an earlier one. Pure.

use std::collections::HashMap;

use domain::{measurement::Interval, time::Stamp};

use super::known::{Newest, Stored, ValueKey};
use crate::monitoring::interpret::Figures;

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Novelty {
    /// The moment is stored with the same figures.
    Repeated,
    /// It is stored as this revision: 1, or more where it corrects an earlier value.
    Revision(i32),
    /// It cannot be, or says nothing, and a good value stands there: it is stored as this revision, below 1, and is
    /// never the newest.
    Aside(i32),
}

/// What is stored at the places of one commit.
#[derive(Debug)]
pub struct Reviser(HashMap<ValueKey, Stored>);

/// Whether a moment must be looked up: it is not newer than all before it.
pub fn needs_look_up(newest: &Newest, outlet_id: i64, interval: Interval, at: Stamp) -> bool {
    newest.get(&(outlet_id, interval)).copied().flatten().is_some_and(|newest| at <= newest)
}

impl Reviser {
    /// Starts with what was looked up.
    pub fn new(stored: HashMap<ValueKey, Stored>) -> Self {
        Self(stored)
    }

    /// Judges one value, and remembers it for the ones after it in the same commit.
    pub fn judge(&mut self, place: ValueKey, figures: Figures) -> Novelty {
        let Some(before) = self.0.get_mut(&place) else {
            self.0.insert(place, Stored { revision: 1, figures, lowest: 1, aside: None });
            return Novelty::Revision(1);
        };
        if before.figures == figures || before.aside == Some(figures) {
            return Novelty::Repeated;
        }
        if before.figures.bear_a_value() && !figures.bear_a_value() {
            (before.lowest, before.aside) = (before.lowest.min(1) - 1, Some(figures));
            return Novelty::Aside(before.lowest);
        }
        (before.revision, before.figures) = (before.revision + 1, figures);
        Novelty::Revision(before.revision)
    }
}

/// Remembers the newest moment, once its commit has succeeded.
pub fn remember(newest: &mut Newest, outlet_id: i64, interval: Interval, at: Stamp) {
    let place = newest.entry((outlet_id, interval)).or_default();
    *place = Some(place.map_or(at, |before| before.max(at)));
}

#[cfg(test)]
mod tests {
    use domain::{fixed::Nano, measurement::DataFlag};

    use super::*;

    fn place(at: i64) -> ValueKey {
        ValueKey { outlet_id: 1, interval: Interval::Realtime, at: Stamp(at), pollutant: "w01018".into() }
    }

    fn figures(value: i64) -> Figures {
        let value = Some(Nano(value));
        Figures { value, measured: None, converted: false, low: None, high: None, amount: None, flag: DataFlag::NORMAL }
    }

    #[test]
    fn repeats_corrections_and_news_within_one_commit() {
        let stored = HashMap::from([(place(3), Stored { revision: 2, figures: figures(30), lowest: 1, aside: None })]);
        let mut reviser = Reviser::new(stored);
        #[rustfmt::skip]
        let steps = [
            // at, value, expected
            (6, 60, Novelty::Revision(1)), // new
            (6, 60, Novelty::Repeated),    // twice in one commit
            (6, 61, Novelty::Revision(2)), // corrected in one commit
            (3, 30, Novelty::Repeated),    // an old one again
            (3, 31, Novelty::Revision(3)), // an old one corrected
            (2, 20, Novelty::Revision(1)), // an old moment without a value
            (6, 60, Novelty::Revision(3)), // changed back is a change
        ];
        for (at, value, want) in steps {
            assert_eq!(reviser.judge(place(at), figures(value)), want, "at {at}: {value}");
        }
    }

    #[test]
    fn what_cannot_be_never_replaces_what_can() {
        let marked = |value: Option<i64>, flag| Figures { value: value.map(Nano), flag, ..figures(0) };
        let mut reviser = Reviser::new(HashMap::new());
        let silent = marked(None, DataFlag::new('D').unwrap());
        #[rustfmt::skip]
        let steps = [
            (marked(Some(-99), DataFlag::IMPLAUSIBLE), Novelty::Revision(1)), // there is nothing better
            (figures(30), Novelty::Revision(2)),
            (marked(Some(-99), DataFlag::IMPLAUSIBLE), Novelty::Aside(0)),
            (marked(Some(-99), DataFlag::IMPLAUSIBLE), Novelty::Repeated),
            (silent, Novelty::Aside(-1)),
            (silent, Novelty::Repeated),
            (marked(Some(29), DataFlag::UNFINISHED), Novelty::Aside(-2)),
            (figures(31), Novelty::Revision(3)),
            (marked(Some(31), DataFlag::new('D').unwrap()), Novelty::Revision(4)), // the logger's word about its value
        ];
        for (figures, want) in steps {
            assert_eq!(reviser.judge(place(1), figures), want, "{figures:?}");
        }
    }

    #[test]
    fn only_moments_newer_than_all_need_no_look_up() {
        let mut newest = Newest::new();
        let needs = |newest: &Newest, at| needs_look_up(newest, 1, Interval::Hour, Stamp(at));
        assert!(!needs(&newest, 5), "nothing is stored");
        remember(&mut newest, 1, Interval::Hour, Stamp(5));
        remember(&mut newest, 1, Interval::Hour, Stamp(3));
        assert!(needs(&newest, 4) && needs(&newest, 5));
        assert!(!needs(&newest, 6));
        assert!(!needs_look_up(&newest, 1, Interval::Day, Stamp(1)), "another interval");
    }
}
