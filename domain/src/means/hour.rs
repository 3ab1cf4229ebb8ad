//! The mean of an hour.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Conversion, MeanOutcome, MeansRule, OwnMean, mean};
use crate::{
    measurement::Interval,
    outlet::OutletKind,
    pollutant::{flow_of, has_load},
    time::{HOUR, MINUTE, Stamp},
};

/// What a logger calls ten minutes, where nothing says otherwise.
const TEN: i64 = 10;
/// Oxygen of air, in percent. A gas with as much as that is air, and converts to nothing.
const AIR: Decimal = Decimal::from_parts(209, 0, 0, false, 1);
/// The oxygen by which concentrations are converted: C' = C · (21 − reference) / (21 − measured) (HJ 212-2017, appendix D).
const ALL: Decimal = Decimal::from_parts(21, 0, 0, false, 0);

/// A value of a logger, ten-minute mean or real-time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The start of its ten minutes, or its instant.
    pub at: Stamp,
    /// The figure, where it is valid: as converted where the logger converted it.
    pub value: Option<Decimal>,
    /// As measured, where both came.
    pub measured: Option<Decimal>,
    /// Whether `value` is converted.
    pub converted: bool,
}

/// What came of one hour, by the pollutant's code.
#[derive(Clone, Debug, Default)]
pub struct Samples {
    by_code: BTreeMap<String, Vec<Sample>>,
    /// Minutes that one of them stands for.
    step: i64,
    interval: Option<Interval>,
}

/// An hour of an outlet.
#[derive(Clone, Copy, Debug)]
pub struct Hour<'a> {
    /// What leaves through the outlet.
    pub kind: OutletKind,
    /// What came.
    pub samples: &'a Samples,
    /// What must be valid.
    pub rule: &'a MeansRule,
}

impl Samples {
    /// The values of an hour: its ten-minute means, or the real-time ones where there are none.
    pub fn of(minutes: BTreeMap<String, Vec<Sample>>, instants: BTreeMap<String, Vec<Sample>>) -> Self {
        let (by_code, interval) = match (minutes.is_empty(), instants.is_empty()) {
            (false, _) => (minutes, Some(Interval::Minute)),
            (true, false) => (instants, Some(Interval::Realtime)),
            (true, true) => return Self::default(),
        };
        let step = step(by_code.values().flatten().map(|sample| sample.at), interval);
        Self { by_code, step, interval }
    }

    /// Of which kind they are; none where nothing came.
    pub const fn interval(&self) -> Option<Interval> {
        self.interval
    }

    /// The codes of which anything came.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.by_code.keys().map(String::as_str)
    }

    /// The parts of the hour in which anything valid came of a pollutant, by their start.
    fn parts(&self, code: &str) -> BTreeMap<Stamp, Part> {
        let mut found: BTreeMap<Stamp, Vec<Sample>> = BTreeMap::new();
        for sample in self.by_code.get(code).into_iter().flatten().filter(|sample| sample.value.is_some()) {
            found.entry(sample.at.floor(self.step.max(1) * MINUTE)).or_default().push(*sample);
        }
        // What is converted and what is not are two quantities: where the logger converts, the rest does not count.
        let converts = found.values().flatten().any(|sample| sample.converted);
        for samples in found.values_mut() {
            samples.retain(|sample| sample.converted == converts);
        }
        found.into_iter().filter_map(|(at, samples)| Some((at, Part::of(&samples)?))).collect()
    }
}

/// The smallest distance of two values in minutes: for so long each of them stands. Ten for a logger of whose ten-minute
/// means only one came, and never more, or a logger that sends every hour would have a valid one with a single value.
fn step(moments: impl Iterator<Item = Stamp>, interval: Option<Interval>) -> i64 {
    let mut moments: Vec<Stamp> = moments.map(|at| at.floor(MINUTE)).collect();
    moments.sort_unstable();
    moments.dedup();
    let least = moments.windows(2).map(|pair| pair[1].since(pair[0]) / MINUTE).min();
    let alone = if interval == Some(Interval::Minute) { TEN } else { 1 };
    // It has to divide the hour, or the parts of it overlap.
    let least = least.unwrap_or(alone).clamp(1, TEN);
    (1..=least).rev().find(|minutes| HOUR / MINUTE % minutes == 0).unwrap_or(1)
}

/// A part of the hour.
#[derive(Clone, Copy)]
struct Part {
    value: Decimal,
    measured: Option<Decimal>,
    converted: bool,
}

impl Part {
    fn of(samples: &[Sample]) -> Option<Self> {
        let even = |figures: &mut dyn Iterator<Item = Decimal>| mean(figures.map(|figure| (figure, Decimal::ONE)));
        Some(Self {
            value: even(&mut samples.iter().filter_map(|sample| sample.value))?,
            measured: even(&mut samples.iter().filter_map(|sample| sample.measured)),
            converted: samples.iter().any(|sample| sample.converted),
        })
    }
}

/// The mean of an hour. `reference_oxygen` is that of the limit, in percent, where it has one. None where nothing came of the
/// pollutant.
pub fn hour(hour: Hour<'_>, code: &str, reference_oxygen: Option<Decimal>) -> Option<OwnMean> {
    let Hour { kind, samples, rule } = hour;
    samples.by_code.get(code)?;
    let parts = samples.parts(code);
    let valid = u32::try_from(samples.step).unwrap_or(0) * u32::try_from(parts.len()).unwrap_or(0);
    let flow = (kind == OutletKind::Water && has_load(code)).then(|| samples.parts(flow_of(kind)));
    // Where the flow of a part is not known the whole hour is taken as it is: part of the weights is none.
    let flow = flow.filter(|flow| !parts.is_empty() && parts.keys().all(|at| flow.contains_key(at)));
    // A meter at rest may drift below nothing, and no water flows back.
    let weight = |at: &Stamp| match flow.as_ref().and_then(|flow| flow.get(at)) {
        Some(part) => part.value.max(Decimal::ZERO),
        None => Decimal::ONE,
    };
    let value = mean(parts.iter().map(|(at, part)| (part.value, weight(at))));
    let measured = parts.iter().map(|(at, part)| Some((part.measured?, weight(at)))).collect::<Option<Vec<_>>>();
    let converts = parts.values().any(|part| part.converted);
    let own = OwnMean {
        value,
        measured: measured.filter(|_| converts).and_then(mean),
        conversion: if converts { Conversion::Sent } else { Conversion::None },
        valid,
        due: 60,
        weighted: flow.is_some(),
        outcome: match value {
            // There are values and weights, and all weights are nothing.
            None if !parts.is_empty() && flow.is_some() => MeanOutcome::NoFlow,
            _ if valid < rule.hour_minutes => MeanOutcome::TooLittle,
            _ => MeanOutcome::Counts,
        },
    };
    Some(match reference_oxygen.filter(|_| !converts) {
        Some(reference) => at_reference_oxygen(own, reference, oxygen(hour)),
        None => own,
    })
}

/// The oxygen of the hour.
fn oxygen(of: Hour<'_>) -> Option<Decimal> {
    hour(of, crate::pollutant::OXYGEN, None).filter(OwnMean::counts)?.value
}

/// The same converted by the portal.
fn at_reference_oxygen(own: OwnMean, reference: Decimal, oxygen: Option<Decimal>) -> OwnMean {
    let factor = oxygen.filter(|oxygen| *oxygen < AIR).and_then(|oxygen| (ALL - reference).checked_div(ALL - oxygen));
    let converted = factor.zip(own.value).and_then(|(factor, value)| factor.checked_mul(value));
    match converted {
        Some(_) => OwnMean { value: converted, measured: own.value, conversion: Conversion::Worked, ..own },
        None if own.outcome == MeanOutcome::Counts => OwnMean { outcome: MeanOutcome::NoOxygen, ..own },
        None => own,
    }
}

#[cfg(test)]
mod tests;
