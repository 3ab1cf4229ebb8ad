//! Adding up what a logger sent: amounts in kg, whatever the unit of the wire, and flow-weighted means.
//!
//! An amount is the measured concentration (实测) times the flow; a limit is compared with the concentration converted to
//! reference oxygen (折算). Where oxygen is measured something burns, and a value that is not converted makes amounts and
//! no mean; one that is converted and has no measured one beside it makes a mean and no amount of its own.
//!
//! Integers all the way: a quarter is tens of thousands of products, and each must be exact.

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
    /// 10⁻⁹ kg of a pollutant, 10⁻⁶ m³ of flow; and of how many periods.
    amount: i128,
    amounts: u32,
    /// The concentrations that limits are compared with.
    compared: Mean,
    /// Those of them beside which the measured one is known too, and the measured ones: what they differ by.
    converted: Mean,
    measured: Mean,
}

/// What a flow-weighted mean is made of.
#[derive(Debug, Default)]
struct Mean {
    /// Concentration × volume in 10⁻¹⁵, and the volume in 10⁻⁶ m³.
    carried: i128,
    volume: i128,
    /// Of how many periods.
    weighed: u32,
    /// Concentrations in 10⁻⁹, and how many.
    plain: i128,
    values: u32,
}

/// What is the same for all values of a moment.
#[derive(Clone, Copy)]
struct Moment {
    kind: OutletKind,
    /// What flowed.
    volume: Option<Micro>,
    /// Whether oxygen is measured too.
    burns: bool,
}

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
    let counts = |code: &str| code == flow || code == OXYGEN || has_load(code);
    for value in values.filter(|value| counts(&value.pollutant)) {
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
    sums.into_iter().map(|(code, sum)| sum.monitored(outlet, code, flow, interval, due)).collect()
}

/// Adds the values of one moment.
fn add(sums: &mut BTreeMap<String, Sum>, kind: OutletKind, flow: &str, moment: &[Value]) {
    let volume = moment.iter().find(|value| value.pollutant == flow && value.counts()).and_then(|flow| flow.amount);
    let around = Moment { kind, volume, burns: moment.iter().any(|value| value.pollutant == OXYGEN) };
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
        let compared = value.mean.filter(|_| value.converted || !around.burns);
        if let Some(compared) = compared {
            self.compared.add(compared, around.volume);
        }
        if let (Some(compared), Some(measured)) = (compared, concentration) {
            self.converted.add(compared, around.volume);
            self.measured.add(measured, around.volume);
        }
        let sent = value.amount.map(|amount| nano_kg(&value.pollutant, amount));
        // mg/L × m³ is g; mg/m³ × m³ is mg.
        let product = concentration.zip(around.volume).map(|(concentration, volume)| carried(concentration, volume));
        let worked_out = product.map(|product| match around.kind {
            OutletKind::Water => product / 1_000_000_000,
            OutletKind::Air => product / 1_000_000_000_000,
        });
        if let Some(amount) = sent.or(worked_out) {
            self.amount += amount.max(0);
            self.amounts += 1;
        }
    }

    fn monitored(self, outlet: OutletCode, pollutant: String, flow: &str, interval: Interval, due: u32) -> Monitored {
        let is_flow = pollutant == flow;
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
            amount_kg: amount.filter(|_| !is_flow).and_then(|amount| decimal(amount, 9)),
            periods: Some(Periods { sum: self.amounts, mean: periods(mean), measured_mean: periods(measured_mean) }),
        }
    }

    /// What the mean was as measured: where both are not known of all its periods, by what they differ in the others.
    fn measured_mean(&self) -> Option<(Decimal, u32)> {
        let (measured, periods) = self.measured.mean()?;
        let ((compared, all), (converted, _)) = (self.compared.mean()?, self.converted.mean()?);
        if periods == all {
            return Some((measured, periods));
        }
        let factor = if measured == converted { Decimal::ONE } else { measured.checked_div(converted)? };
        Some((compared.checked_mul(factor)?, periods))
    }
}

impl Mean {
    fn add(&mut self, concentration: Nano, volume: Option<Micro>) {
        self.plain += i128::from(concentration.0);
        self.values += 1;
        let Some(volume) = volume else { return };
        // Only what nobody can have measured reaches the end of 128 bits; there it is wrong, and no panic.
        self.carried = self.carried.saturating_add(carried(concentration, volume));
        self.volume += i128::from(volume.0).max(0);
        self.weighed += 1;
    }

    /// Weighed by the flow where that is known; and of how many periods it is.
    fn mean(&self) -> Option<(Decimal, u32)> {
        if self.volume > 0 {
            return Some((decimal(self.carried / self.volume, 9)?, self.weighed));
        }
        let values = self.values;
        (values > 0).then(|| decimal(self.plain / i128::from(values), 9)).flatten().map(|mean| (mean, values))
    }
}

/// Concentration × volume in 10⁻¹⁵.
fn carried(concentration: Nano, volume: Micro) -> i128 {
    i128::from(concentration.0) * i128::from(volume.0).max(0)
}

/// An amount in 10⁻⁹ kg: HJ 212 counts trace metals in g, and thallium in mg.
fn nano_kg(code: &str, amount: Micro) -> i128 {
    let amount = i128::from(amount.0);
    match hj212::pollutant::find(code).and_then(|line| line.amount) {
        Some(Unit::Milligram) => amount / 1_000,
        Some(Unit::Gram) => amount,
        _ => amount * 1_000,
    }
}

/// None where it is beyond what a decimal holds: nobody can have discharged that.
fn decimal(digits: i128, scale: u32) -> Option<Decimal> {
    Decimal::try_from_i128_with_scale(digits, scale).ok().map(|value| value.normalize())
}

#[cfg(test)]
mod tests {
    use domain::time::HOUR;
    use rust_decimal::dec;

    use super::*;

    fn value(hour: i64, code: &str, mean: Option<Decimal>, amount: Option<Decimal>) -> Value {
        Value {
            at: Stamp(hour * HOUR),
            pollutant: code.to_owned(),
            mean: mean.map(|mean| Nano::try_from(mean).unwrap()),
            measured: None,
            converted: false,
            amount: amount.map(|amount| Micro::try_from(amount).unwrap()),
            valid: true,
        }
    }

    fn of(code: &str, outlet: &str, values: Vec<Value>) -> Monitored {
        let all = sums(outlet.parse().unwrap(), Interval::Hour, 3, values.into_iter());
        all.into_iter().find(|sums| sums.pollutant == code).unwrap()
    }

    #[test]
    fn amounts_come_in_kilograms_and_means_by_the_flow() {
        let hours = vec![
            value(0, "w00000", None, Some(dec!(60))),
            value(0, "w01018", Some(dec!(40)), Some(dec!(2.4))),
            value(0, "w20117", Some(dec!(0.05)), Some(dec!(3))),
            value(0, "w20089", Some(dec!(0.002)), Some(dec!(120))),
            value(1, "w00000", None, Some(dec!(20))),
            value(1, "w01018", Some(dec!(80)), Some(dec!(1.6))),
            value(1, "w20117", Some(dec!(0.05)), Some(dec!(1))),
        ];
        let cod = of("w01018", "DW001", hours.clone());
        assert_eq!((cod.valid, cod.mean, cod.amount_kg, cod.volume_m3), (2, Some(dec!(50)), Some(dec!(4)), None));
        let chromium = of("w20117", "DW001", hours.clone());
        assert_eq!((chromium.amount_kg, chromium.mean), (Some(dec!(0.004)), Some(dec!(0.05))), "counted in grams");
        assert_eq!(of("w20089", "DW001", hours.clone()).amount_kg, Some(dec!(0.00012)), "counted in milligrams");
        let flow = of("w00000", "DW001", hours);
        assert_eq!((flow.volume_m3, flow.mean, flow.amount_kg), (Some(dec!(80)), None, None));
    }

    #[test]
    fn an_amount_that_was_not_sent_is_worked_out() {
        let water = vec![value(0, "w00000", None, Some(dec!(60))), value(0, "w01018", Some(dec!(40)), None)];
        assert_eq!(of("w01018", "DW001", water).amount_kg, Some(dec!(2.4)));
        let gas = vec![value(0, "a00000", None, Some(dec!(45000))), value(0, "a21002", Some(dec!(220)), None)];
        let gas = of("a21002", "DA001", gas);
        assert_eq!((gas.amount_kg, gas.mean, gas.measured_mean), (Some(dec!(9.9)), Some(dec!(220)), Some(dec!(220))));
        let no_flow = of("w01018", "DW001", vec![value(0, "w01018", Some(dec!(40)), None)]);
        assert_eq!((no_flow.amount_kg, no_flow.mean), (None, Some(dec!(40))));
    }

    /// Packet P08 of the dossier: 275 mg/m³ measured, 220 at 11 % of oxygen.
    #[test]
    fn gas_is_summed_as_measured_and_compared_as_converted() {
        let nox = |hour, measured: Option<Decimal>, mean| Value {
            measured: measured.map(|measured| Nano::try_from(measured).unwrap()),
            converted: measured.is_some(),
            ..value(hour, "a21002", Some(mean), None)
        };
        let hours = vec![
            value(0, "a00000", None, Some(dec!(45000))),
            value(0, "a19001", Some(dec!(8.5)), None),
            nox(0, Some(dec!(275)), dec!(220)),
        ];
        let gas = of("a21002", "DA001", hours.clone());
        assert_eq!(gas.amount_kg, Some(dec!(12.375)));
        assert_eq!((gas.mean, gas.measured_mean), (Some(dec!(220)), Some(dec!(275))));
        // An hour of a fire whose logger sent no converted value: it counts, but with no limit can it be compared.
        let bare = [
            value(1, "a00000", None, Some(dec!(45000))),
            value(1, "a19001", Some(dec!(8.5)), None),
            nox(1, None, dec!(300)),
        ];
        let gas = of("a21002", "DA001", hours.into_iter().chain(bare).collect());
        assert_eq!(gas.amount_kg, Some(dec!(25.875)));
        assert_eq!((gas.mean, gas.measured_mean, gas.valid), (Some(dec!(220)), Some(dec!(275)), 2));
        assert_eq!(gas.periods, Some(Periods { sum: 2, mean: 1, measured_mean: 1 }));
        // An hour of which the converted value alone came: it compares, and nobody takes it for what was measured.
        let only = [value(0, "a00000", None, Some(dec!(45000))), Value { converted: true, ..nox(0, None, dec!(220)) }];
        let gas = of("a21002", "DA001", only.to_vec());
        assert_eq!((gas.mean, gas.measured_mean, gas.amount_kg, gas.valid), (Some(dec!(220)), None, None, 1));
    }

    /// Three of four hours have no measured value beside the converted one: what the two differ by is that of the fourth.
    #[test]
    fn the_measured_mean_differs_by_what_the_two_differ_where_both_are_known() {
        let nox = |hour, mean, measured: Option<Decimal>| Value {
            measured: measured.map(|measured| Nano::try_from(measured).unwrap()),
            converted: true,
            ..value(hour, "a21002", Some(mean), None)
        };
        let hours = (0..4).flat_map(|hour| {
            let (mean, measured) = if hour == 0 { (dec!(100), Some(dec!(125))) } else { (dec!(220), None) };
            [value(hour, "a00000", None, Some(dec!(45000))), nox(hour, mean, measured)]
        });
        let gas = of("a21002", "DA001", hours.collect());
        assert_eq!((gas.mean, gas.measured_mean), (Some(dec!(190)), Some(dec!(237.5))));
        assert_eq!(gas.periods, Some(Periods { sum: 1, mean: 4, measured_mean: 1 }));
    }

    /// A works with a logger of concentrations whose flow meter stood for all but an hour, the one in which it let go.
    #[test]
    fn an_amount_of_one_hour_is_that_of_one_hour() {
        let hours: Vec<_> = (0..3).map(|hour| value(hour, "w01018", Some(dec!(40)), None)).collect();
        let cod = of("w01018", "DW001", [vec![value(0, "w00000", None, Some(dec!(60)))], hours].concat());
        assert_eq!((cod.valid, cod.amount_kg), (3, Some(dec!(2.4))));
        assert_eq!(cod.periods, Some(Periods { sum: 1, mean: 1, measured_mean: 0 }));
        assert_eq!(cod.whole_amount(dec!(0.75)), None, "and not carried over to three");
        assert_eq!(cod.sure_mean(dec!(0.75)), None, "weighed by the flow of one hour");
    }

    #[test]
    fn what_is_not_valid_is_counted_and_not_summed() {
        let broken = Value { valid: false, ..value(1, "w01018", Some(dec!(9000)), Some(dec!(900))) };
        let empty = value(2, "w01018", None, None);
        let sums = of("w01018", "DW001", vec![value(0, "w01018", Some(dec!(40)), Some(dec!(2.4))), broken, empty]);
        assert_eq!((sums.valid, sums.invalid, sums.amount_kg), (1, 2, Some(dec!(2.4))));
    }

    #[test]
    fn what_cannot_be_is_absent_and_a_drift_of_nothing_is_nothing() {
        for sentinel in [dec!(-99), dec!(-999), dec!(-99.9)] {
            let no_value = value(1, "w01018", Some(sentinel), None);
            let cod = of("w01018", "DW001", vec![value(0, "w01018", Some(dec!(40)), Some(dec!(2.4))), no_value]);
            assert_eq!((cod.valid, cod.invalid), (1, 1), "{sentinel}");
            assert_eq!((cod.mean, cod.amount_kg), (Some(dec!(40)), Some(dec!(2.4))), "{sentinel}");
        }
        let no_amount = value(1, "w01018", Some(dec!(40)), Some(dec!(-999)));
        assert_eq!(of("w01018", "DW001", vec![no_amount]).amount_kg, None);
        let hour = |at, flow, mean| [value(at, "w00000", None, Some(flow)), value(at, "w01018", Some(mean), None)];
        let hours = [hour(0, dec!(60), dec!(40)), hour(1, dec!(60), dec!(-0.05)), hour(2, dec!(-0.02), dec!(40))];
        let cod = of("w01018", "DW001", hours.concat());
        assert_eq!((cod.valid, cod.amount_kg), (3, Some(dec!(2.4))), "an idle hour is valid and takes nothing away");
    }

    #[test]
    fn of_two_revisions_the_last_counts_and_other_codes_do_not() {
        let hours = vec![
            value(0, "SB1", Some(dec!(1)), None),
            value(0, "w01001", Some(dec!(7)), None),
            value(0, "w01018", Some(dec!(40)), Some(dec!(2.4))),
            value(0, "w01018", Some(dec!(30)), Some(dec!(1.8))),
        ];
        let all = sums("DW001".parse().unwrap(), Interval::Hour, 3, hours.into_iter());
        assert_eq!(all.iter().map(|sums| (sums.pollutant.as_str(), sums.valid)).collect::<Vec<_>>(), [("w01018", 1)]);
        assert_eq!(all[0].amount_kg, Some(dec!(1.8)));
    }

    #[test]
    fn figures_beyond_reason_are_in_no_sum_and_no_panic() {
        let most = |hour, code: &str| Value {
            mean: Some(Nano(i64::MAX)),
            amount: Some(Micro(i64::MAX)),
            ..value(hour, code, None, None)
        };
        let hours = (0..2208).flat_map(|hour| [most(hour, "w00000"), most(hour, "w01018")]).collect();
        let sums = of("w01018", "DW001", hours);
        assert_eq!((sums.valid, sums.invalid, sums.mean, sums.amount_kg), (0, 2208, None, None));
    }
}
