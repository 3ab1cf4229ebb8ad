//! How far a mark reaches, for those who set it and those who read it.

use super::{Mark, MarkRule};
use crate::time::MINUTE;

/// How far a mark reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// It makes the data of the monitor invalid, for as long as it lasts.
    Whole,
    /// There is no time limit for works of this kind, so that it changes nothing.
    NoRule,
    /// The time limits of works of this kind do not speak of such a mark, so that it changes nothing.
    NoTime,
    /// Nobody stated that treatment ran as it must, so that it changes nothing.
    NotStated,
    /// It counts for so many minutes from its beginning.
    Minutes {
        /// How many.
        minutes: u32,
        /// Whether it lasts longer.
        exceeded: bool,
    },
}

/// How far a mark reaches by itself, by the rule for these works. Where it follows another one, or the year is used up, it
/// reaches less far.
pub fn reach(mark: &Mark, rule: Option<&MarkRule>) -> Reach {
    if mark.kind.is_device() {
        return Reach::Whole;
    }
    let Some(rule) = rule else { return Reach::NoRule };
    let Some(minutes) = rule.minutes(mark.kind) else { return Reach::NoTime };
    if !mark.treatment_runs {
        return Reach::NotStated;
    }
    let exceeded = mark.until().since(mark.from) > i64::from(minutes) * MINUTE;
    Reach::Minutes { minutes, exceeded }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mark::{MarkKind as K, rules::tests::rule, tests::mark};

    #[test]
    fn how_far_a_mark_reaches() {
        let boiler = rule("GB 13271");
        let of = |kind, to: &str| reach(&mark(kind, "22T08:00", to), Some(&boiler));
        assert_eq!(of(K::ColdStart, "22T12:00"), Reach::Minutes { minutes: 240, exceeded: false });
        assert_eq!(of(K::ColdStart, "22T12:01"), Reach::Minutes { minutes: 240, exceeded: true });
        assert_eq!(of(K::Fault, "22T12:01"), Reach::NoTime);
        assert_eq!(of(K::Calibration, "22T12:01"), Reach::Whole);
        assert_eq!(reach(&mark(K::Stop, "22T08:00", "22T09:00"), None), Reach::NoRule);
        let unstated = Mark { treatment_runs: false, ..mark(K::ColdStart, "22T08:00", "22T09:00") };
        assert_eq!(reach(&unstated, Some(&boiler)), Reach::NotStated);
    }
}
