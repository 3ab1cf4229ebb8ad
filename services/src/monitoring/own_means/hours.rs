//! From stored values to the means of an hour, and from stored means of hours to that of a day.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    means::{Hour, HourOfDay, OwnMean, Sample, Samples, day, hour},
    measurement::Interval,
    pollutant::{flow_of, has_load, medium},
    time::{HOUR, Stamp},
};
use entities::{measurement, own_mean};
use rust_decimal::Decimal;

use crate::{law::means_rules, monitoring::registry::KnownOutlet};

/// A mean with where it comes from.
#[derive(Clone, Debug)]
pub struct Worked {
    /// Code in HJ 212.
    pub pollutant: String,
    /// The figures.
    pub mean: OwnMean,
    /// What it is made of.
    pub made_of: Interval,
    /// The newest frame that it is made of.
    pub frame_id: i64,
    /// When the newest value came that took the place of another one; none where none did.
    pub corrected_at: Option<Stamp>,
}

/// The logarithm of an activity: its mean over a day says nothing about the water.
const PH: &str = "w01001";

/// The newest revision of each value; `rows` in any order. What was set aside is none.
fn newest(rows: &[measurement::Model]) -> BTreeMap<(&str, Stamp), &measurement::Model> {
    let mut newest: BTreeMap<(&str, Stamp), &measurement::Model> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.revision >= 1) {
        let kept = newest.entry((row.pollutant.as_str(), row.at)).or_insert(row);
        if kept.revision < row.revision {
            *kept = row;
        }
    }
    newest
}

/// The means of an hour that begins at `at`, of what the outlet's medium knows and the outlet admits: `rows` are its ten-minute
/// means and real-time values.
pub fn of_hour(outlet: &KnownOutlet, at: Stamp, rows: &[measurement::Model]) -> Vec<Worked> {
    let kind = outlet.code.kind();
    let Some(rule) = means_rules().on(kind, at.day()) else { return Vec::new() };
    let known = newest(rows);
    let mut by_interval: BTreeMap<Interval, BTreeMap<String, Vec<Sample>>> = BTreeMap::new();
    let belongs = |code: &str| medium(code) == Some(kind) && outlet.admits(code);
    for row in known.values().filter(|row| belongs(&row.pollutant)) {
        let own = by_interval.entry(row.interval).or_default().entry(row.pollutant.clone()).or_default();
        own.push(sample(row));
    }
    let mut taken = |interval| by_interval.remove(&interval).unwrap_or_default();
    let samples = Samples::of(taken(Interval::Minute), taken(Interval::Realtime));
    let Some(made_of) = samples.interval() else { return Vec::new() };
    let one = |code: &str| {
        let of = || known.values().filter(|row| row.pollutant == code && row.interval == made_of);
        Some(Worked {
            mean: hour(Hour { kind, samples: &samples, rule }, code, outlet.reference_oxygen(code, at))?,
            pollutant: code.to_owned(),
            made_of,
            frame_id: of().map(|row| row.frame_id).max()?,
            corrected_at: of().filter(|row| row.revision > 1).map(|row| row.received_at).max(),
        })
    };
    samples.codes().filter_map(one).collect()
}

fn sample(row: &measurement::Model) -> Sample {
    let valid = |figure: Option<domain::fixed::Nano>| figure.filter(|_| row.flag.is_valid()).map(Decimal::from);
    Sample { at: row.at, value: valid(row.value), measured: valid(row.measured), converted: row.is_converted() }
}

/// The means of a day that begins at `at`, up to the end of its last hour that begins before `until`; `hours` are the newest
/// revisions of the means of its hours.
pub fn of_day(outlet: &KnownOutlet, (at, until): (Stamp, Stamp), hours: &[own_mean::Model]) -> Vec<Worked> {
    let kind = outlet.code.kind();
    let Some(rule) = means_rules().on(kind, at.day()) else { return Vec::new() };
    let by_place: BTreeMap<(&str, Stamp), &own_mean::Model> =
        hours.iter().map(|row| ((row.pollutant.as_str(), row.at), row)).collect();
    let starts = || (0..24).map(|hour| at.plus(hour * HOUR)).filter(|start| *start < until);
    let codes: BTreeSet<&str> = hours.iter().map(|row| row.pollutant.as_str()).filter(|code| *code != PH).collect();
    let one = |code: &str| {
        let of = |code: &str, start| by_place.get(&(code, start)).map(|row| figures(row));
        let weighs = kind == domain::outlet::OutletKind::Water && has_load(code);
        let flow = |start| of(flow_of(kind), start).filter(OwnMean::counts).and_then(|flow| flow.value);
        let all: Vec<_> = starts()
            .map(|start| HourOfDay { own: of(code, start), flow: weighs.then(|| flow(start)).flatten() })
            .collect();
        let own = || hours.iter().filter(|row| row.pollutant == code);
        Some(Worked {
            mean: day(&all, rule)?,
            pollutant: code.to_owned(),
            made_of: Interval::Hour,
            frame_id: own().map(|row| row.frame_id).max()?,
            corrected_at: own()
                .filter(|row| row.reason == domain::means::Reason::Corrected)
                .map(|row| row.worked_out_at)
                .max(),
        })
    };
    codes.into_iter().filter_map(one).collect()
}

/// The running means of the day that begins at `at`, by code: of its hours that begin before `until`, with how many of them
/// there are. Nothing is decided by them before the day has ended.
pub fn running(
    outlet: &KnownOutlet,
    (at, until): (Stamp, Stamp),
    hours: &[own_mean::Model],
) -> BTreeMap<String, OwnMean> {
    of_day(outlet, (at, until), hours).into_iter().map(|worked| (worked.pollutant, worked.mean)).collect()
}

/// A stored mean as the rules know it.
pub fn figures(row: &own_mean::Model) -> OwnMean {
    OwnMean {
        value: row.value.map(Decimal::from),
        measured: row.measured.map(Decimal::from),
        conversion: row.conversion,
        valid: row.valid.try_into().unwrap_or(0),
        due: row.due.try_into().unwrap_or(0),
        weighted: row.weighted,
        outcome: row.outcome,
    }
}
