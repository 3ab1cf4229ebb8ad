//! Adding up what a logger sent: amounts in kg, whatever the unit of the wire, and flow-weighted means.
//!
//! An amount is the measured concentration (实测) times the flow; a limit is compared with the concentration converted to
//! reference oxygen (折算). Where oxygen is measured at any moment of the quarter something burns, and a value that is not
//! converted makes amounts and no mean; one that is converted and has no measured one beside it makes a mean and no amount
//! of its own.
//!
//! Integers all the way, and rounded once at the end: a quarter is tens of thousands of products, some of less than a
//! microgram (dioxins, mercury), and each must be exact.

mod mean;

use std::collections::BTreeMap;

use domain::{
    crosscheck::{Monitored, Periods},
    fixed::{Micro, Nano},
    measurement::Interval,
    outlet::{OutletCode, OutletKind},
    plausible::{is_plausible, is_plausible_amount},
    pollutant::{OXYGEN, flow_of, has_load},
    time::Stamp,
};
use hj212::Unit;
use rust_decimal::Decimal;

use self::mean::{Mean, carried, decimal, rounded};

/// A stored value.
#[derive(Clone, Debug)]
pub(super) struct Value {
    /// The start of its period.
    pub at: Stamp,
    /// Code in HJ 212.
    pub pollutant: String,
    /// The mean that limits are compared with, mg/L or mg/m³: of gas the converted one where there is one.
    pub mean: Option<Nano>,
    /// The mean before conversion, where there are both.
    pub measured: Option<Nano>,
    /// Whether the mean is a converted one.
    pub converted: bool,
    /// What passed in the period: m³, kg, or g of a trace metal.
    pub amount: Option<Micro>,
    /// Whether it may be summed.
    pub valid: bool,
}

/// What has been added up of one code.
#[derive(Debug, Default)]
struct Sum {
    valid: u32,
    invalid: u32,
    /// [`FINEST`] of a kilogram of a pollutant, 10⁻⁶ m³ of flow; and of how many periods.
    amount: i128,
    amounts: u32,
    /// The concentrations that limits are compared with.
    compared: Mean,
    /// Those that came without oxygen and are not converted: if nothing burns they can be compared like the others.
    plain: Mean,
    /// Those of them beside which the measured one is known too, and the measured ones: what they differ by.
    converted: Mean,
    measured: Mean,
}

/// What is the same for all values of a moment.
#[derive(Clone, Copy)]
struct Moment {
    kind: OutletKind,
    /// What flowed.
    volume: Option<Micro>,
    /// Whether oxygen is measured too.
    has_oxygen: bool,
}

/// The part of a kilogram in which amounts are added up, as a power of ten: the product of a concentration in 10⁻⁹ mg/m³
/// and a volume in 10⁻⁶ m³.
const FINEST: u32 = 21;

impl Value {
    /// Whether it may be summed. What cannot be is marked when it comes in; what was stored before that is told here.
    fn counts(&self) -> bool {
        let can_be = |value: Nano| is_plausible(&self.pollutant, value.into(), value.into());
        let amount_can_be = self.amount.is_none_or(|amount| is_plausible_amount(amount.into()));
        self.valid && amount_can_be && self.mean.is_none_or(can_be) && self.measured.is_none_or(can_be)
    }
}

/// Adds up the values of an outlet, which come in the order of moment, code and revision.
pub(super) fn sums(
    outlet: OutletCode,
    interval: Interval,
    due: u32,
    values: impl Iterator<Item = Value>,
) -> Vec<Monitored> {
    let flow = flow_of(outlet.kind());
    let mut sums: BTreeMap<String, Sum> = BTreeMap::new();
    let mut moment: Vec<Value> = Vec::new();
    let mut burns = false;
    let counts = |code: &str| code == flow || code == OXYGEN || has_load(code);
    for value in values.filter(|value| counts(&value.pollutant)) {
        burns |= value.pollutant == OXYGEN;
        if moment.first().is_some_and(|first| first.at != value.at) {
            add(&mut sums, outlet.kind(), flow, &moment);
            moment.clear();
        }
        if moment.last().is_some_and(|last| last.pollutant == value.pollutant) {
            moment.pop();
        }
        moment.push(value);
    }
    add(&mut sums, outlet.kind(), flow, &moment);
    let about = About { outlet, interval, due, burns };
    sums.into_iter().map(|(code, sum)| sum.monitored(about, flow, code)).collect()
}

/// What is the same for all sums of an outlet.
#[derive(Clone, Copy)]
struct About {
    outlet: OutletCode,
    interval: Interval,
    due: u32,
    /// Whether oxygen was measured at any moment.
    burns: bool,
}

/// Adds the values of one moment.
fn add(sums: &mut BTreeMap<String, Sum>, kind: OutletKind, flow: &str, moment: &[Value]) {
    let volume = moment.iter().find(|value| value.pollutant == flow && value.counts()).and_then(|flow| flow.amount);
    let around = Moment { kind, volume, has_oxygen: moment.iter().any(|value| value.pollutant == OXYGEN) };
    for value in moment.iter().filter(|value| value.pollutant != OXYGEN) {
        if !sums.contains_key(&value.pollutant) {
            sums.insert(value.pollutant.clone(), Sum::default());
        }
        let Some(sum) = sums.get_mut(&value.pollutant) else { continue };
        if value.pollutant == flow {
            sum.add_flow(value);
        } else {
            sum.add_load(value, around);
        }
    }
}

impl Sum {
    fn add_flow(&mut self, value: &Value) {
        match value.amount.filter(|_| value.counts()) {
            Some(volume) => {
                self.valid += 1;
                self.amounts += 1;
                // A counter that drifts below nothing has counted nothing, and takes nothing back.
                self.amount += i128::from(volume.0).max(0);
            }
            None => self.invalid += 1,
        }
    }

    fn add_load(&mut self, value: &Value, around: Moment) {
        let concentration = value.measured.or(value.mean.filter(|_| !value.converted));
        if !value.counts() || value.mean.is_none() && value.amount.is_none() {
            self.invalid += 1;
            return;
        }
        self.valid += 1;
        match value.mean {
            Some(mean) if value.converted => {
                self.compared.add(mean, around.volume);
                if let Some(measured) = concentration {
                    self.converted.add(mean, around.volume);
                    self.measured.add(measured, around.volume);
                }
            }
            Some(mean) if !around.has_oxygen => self.plain.add(mean, around.volume),
            _ => {}
        }
        let sent = value.amount.map(|amount| of_kilogram(&value.pollutant, amount));
        // mg/L × m³ is g; mg/m³ × m³ is mg.
        let product = concentration.zip(around.volume).map(|(concentration, volume)| carried(concentration, volume));
        let worked_out = product.map(|product| match around.kind {
            OutletKind::Water => product.saturating_mul(1_000),
            OutletKind::Air => product,
        });
        if let Some(amount) = sent.or(worked_out) {
            self.amount = self.amount.saturating_add(amount.max(0));
            self.amounts += 1;
        }
    }

    fn monitored(mut self, about: About, flow: &str, pollutant: String) -> Monitored {
        let About { outlet, interval, due, burns } = about;
        let is_flow = pollutant == flow;
        // An hour in which the oxygen did not come is an hour of a fire all the same.
        if !burns {
            for mean in [&mut self.compared, &mut self.converted, &mut self.measured] {
                mean.and(&self.plain);
            }
        }
        let amount = (self.amounts > 0).then_some(self.amount);
        let mean = self.compared.mean();
        let measured_mean = self.measured_mean().filter(|_| outlet.kind() == OutletKind::Air);
        let periods = |mean: Option<(Decimal, u32)>| mean.map_or(0, |(_, periods)| periods);
        Monitored {
            outlet,
            pollutant,
            interval,
            due,
            valid: self.valid,
            invalid: self.invalid,
            mean: mean.map(|(mean, _)| mean),
            measured_mean: measured_mean.map(|(mean, _)| mean),
            volume_m3: amount.filter(|_| is_flow).and_then(|amount| decimal(amount, 6)),
            amount_kg: amount.filter(|_| !is_flow).and_then(kilograms),
            periods: Some(Periods { sum: self.amounts, mean: periods(mean), measured_mean: periods(measured_mean) }),
        }
    }

    /// What the mean was as measured: where both are not known of all its periods, by what they differ in the others.
    fn measured_mean(&self) -> Option<(Decimal, u32)> {
        let (measured, periods) = self.measured.mean()?;
        let ((compared, _), (converted, _)) = (self.compared.mean()?, self.converted.mean()?);
        // The measured ones are some of those compared: as many are the same ones. How many a flow weighs tells nothing.
        if self.measured.values == self.compared.values {
            return Some((measured, periods));
        }
        let factor = if measured == converted { Decimal::ONE } else { measured.checked_div(converted)? };
        Some((compared.checked_mul(factor)?.round_dp(9).normalize(), periods))
    }
}

/// An amount in [`FINEST`] of a kilogram: HJ 212 counts trace metals in g, and thallium in mg.
fn of_kilogram(code: &str, amount: Micro) -> i128 {
    let below_micro = match hj212::pollutant::find(code).and_then(|line| line.amount) {
        Some(Unit::Milligram) => FINEST - 12,
        Some(Unit::Gram) => FINEST - 9,
        _ => FINEST - 6,
    };
    i128::from(amount.0) * 10_i128.pow(below_micro)
}

/// In kilograms, to the microgram.
fn kilograms(amount: i128) -> Option<Decimal> {
    decimal(rounded(amount, 10_i128.pow(FINEST - 9)), 9)
}

#[cfg(test)]
mod tests;
