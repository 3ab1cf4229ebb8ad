//! What marks do to a mean.

use rust_decimal::Decimal;

use super::{
    Mark, MarkKind, MarkRule,
    excused::{Part, excused},
};
use crate::{
    means::MeansRule,
    measurement::Interval,
    time::{DAY, HOUR, MINUTE, Stamp},
};

/// What marks do to a mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing: it stands.
    Stands,
    /// It is no basis for an exceedance.
    NoBasis {
        /// The mark that takes most of it, by its place among those that were given.
        mark: usize,
        /// What that says.
        kind: MarkKind,
        /// Why.
        why: Why,
        /// Up to which hourly mean that holds: a higher one stands all the same.
        ceiling: Option<Decimal>,
    },
}

text_enum! {
    /// Why a mean is no basis for an exceedance.
    pub enum Why {
        /// The monitor did not work, so that its data are invalid.
        Invalid = "invalid",
        /// The works was not as usual, inside the time that its trade has for that.
        WithinTime = "within-time",
    }
}

impl Effect {
    /// Whether the mean stands.
    pub const fn stands(self) -> bool {
        matches!(self, Self::Stands)
    }
}

/// What marks do to the mean of a pollutant that begins at `at`.
///
/// Whatever lies inside of a device mark is out, and so is what lies inside of a working mark and of its time limit. An hour
/// is no basis where fewer minutes are left than a valid hour needs; a day, where fewer hours are left that stand; an
/// instant, or five or ten minutes, where it begins inside.
///
/// `marks` are those in force, of the whole calendar year: a time limit counts from the first of marks that follow each
/// other, and some count by the year. Without a `rule` for this kind of works, working marks change nothing.
pub fn effect(
    marks: &[Mark],
    rule: Option<&MarkRule>,
    means_rule: &MeansRule,
    pollutant: &str,
    interval: Interval,
    at: Stamp,
) -> Effect {
    let out = out(marks, rule, pollutant);
    let ceiling = rule.and_then(|rule| rule.ceiling(pollutant));
    let no_basis = |mark: usize, ceiling: Option<Decimal>| {
        let kind = marks[mark].kind;
        let why = if kind.is_device() { Why::Invalid } else { Why::WithinTime };
        Effect::NoBasis { mark, kind, why, ceiling: ceiling.filter(|_| why == Why::WithinTime) }
    };
    let spoilt = match interval {
        Interval::Realtime | Interval::Minute | Interval::FiveMinutes => {
            out.iter().find(|part| part.from <= at && at < part.to).map(|part| part.mark)
        }
        Interval::Hour => hour(&out, means_rule, at),
        Interval::Day => {
            let hours: Vec<_> = (0..24).filter_map(|place| hour(&out, means_rule, at.plus(place * HOUR))).collect();
            let left = 24_u32.saturating_sub(u32::try_from(hours.len()).unwrap_or(24));
            let most = || longest(&out, at, at.plus(DAY));
            return match hours.first() {
                Some(_) if left < means_rule.hours_needed(24) => {
                    most().map_or(Effect::Stands, |mark| no_basis(mark, None))
                }
                _ => Effect::Stands,
            };
        }
    };
    spoilt.map_or(Effect::Stands, |mark| no_basis(mark, ceiling))
}

/// What is out, of the marks that speak of a pollutant.
fn out(marks: &[Mark], rule: Option<&MarkRule>, pollutant: &str) -> Vec<Part> {
    let of_devices = marks.iter().enumerate().filter(|(_, mark)| mark.kind.is_device() && mark.is_about(pollutant));
    let mut out: Vec<_> = of_devices.map(|(mark, own)| Part { mark, from: own.from, to: own.until() }).collect();
    if let Some(rule) = rule.filter(|rule| rule.is_about(pollutant)) {
        out.extend(excused(marks, rule));
    }
    out.sort_by_key(|part| (part.from, part.mark));
    out
}

/// The mark that takes most of an hour, where too little of it is left.
fn hour(out: &[Part], means_rule: &MeansRule, at: Stamp) -> Option<usize> {
    let to = at.plus(HOUR);
    let needed = i64::from(means_rule.hour_minutes) * MINUTE;
    // What two marks cover is covered once.
    let (mut covered, mut reached) = (0, at);
    for part in out {
        let from = part.from.max(reached);
        let end = part.to.min(to);
        if from < end {
            covered += end.since(from);
            reached = end;
        }
    }
    (HOUR - covered < needed).then(|| longest(out, at, to))?
}

/// The mark that covers most of a stretch; of several the first.
fn longest(out: &[Part], from: Stamp, to: Stamp) -> Option<usize> {
    let mut best: Option<(i64, usize)> = None;
    for part in out {
        let covers = part.to.min(to).since(part.from.max(from));
        if covers > 0 && best.is_none_or(|(most, _)| covers > most) {
            best = Some((covers, part.mark));
        }
    }
    best.map(|(_, mark)| mark)
}

#[cfg(test)]
mod tests;
