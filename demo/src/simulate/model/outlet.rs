//! All channels of one logger together: amounts, conversion to reference oxygen, days.

use domain::{
    measurement::Interval,
    outlet::OutletKind,
    time::{HOUR, MINUTE, Stamp},
};

use chrono::NaiveDate;
use services::law::means_rules;

use super::{Channel, Figure, Kind, Plant, Sample, hour::Hour, noise::unit};

/// Seconds of ten minutes, of five, of an hour, of a day.
const SLOT_SECONDS: i64 = 600;
const FIVE_SECONDS: i64 = 300;
const HOUR_SECONDS: i64 = 3600;
const DAY_SECONDS: i64 = 24 * HOUR_SECONDS;
/// Oxygen of the air, per cent, as the conversion formula has it.
const AIR_OXYGEN: f64 = 21.0;

/// A logger with its channels: flow first.
#[derive(Clone, Debug)]
pub struct Outlet {
    /// What the plant does.
    pub plant: Plant,
    /// Per cent of oxygen to which gas is converted; none where nothing burns.
    pub reference_oxygen: Option<f64>,
    /// What it measures.
    pub channels: Vec<Channel>,
}

/// The mean of a period before rounding, with its mark.
#[derive(Clone, Copy)]
struct Mean {
    level: f64,
    /// What amounts are worked out from: of a day the level weighted by the flow, otherwise the level.
    carried: f64,
    low: f64,
    high: f64,
    flag: char,
}

impl Outlet {
    /// What the logger reports: at an instant (real-time), or for the period that starts at `at`. One sample for
    /// each channel, in their order.
    pub fn read(&self, interval: Interval, at: Stamp) -> Vec<Sample> {
        let hour = hour_of(at);
        let second = at.since(at.floor(HOUR)) / 1000;
        match interval {
            Interval::Realtime => self.finish(&self.each(|c| self.instant(c, hour, second)), None),
            Interval::Minute => {
                let slot = at.since(at.floor(HOUR)) / (10 * MINUTE);
                self.finish(&self.each(|c| self.slot(c, hour, slot)), Some(SLOT_SECONDS))
            }
            Interval::FiveMinutes => {
                let place = at.since(at.floor(HOUR)) / (5 * MINUTE);
                self.finish(&self.each(|c| self.five(c, hour, place)), None)
            }
            Interval::Hour => self.finish(&self.each(|c| self.hour(c, hour)), Some(HOUR_SECONDS)),
            Interval::Day => self.finish(&self.day(hour.day()), Some(DAY_SECONDS)),
        }
    }

    fn each(&self, mean: impl Fn(&Channel) -> Mean) -> Vec<Mean> {
        self.channels.iter().map(mean).collect()
    }

    fn instant(&self, channel: &Channel, hour: Hour, second: i64) -> Mean {
        let level = channel.instant(self.plant, hour, second);
        Mean { level, carried: level, low: level, high: level, flag: channel.flag(hour, second) }
    }

    fn slot(&self, channel: &Channel, hour: Hour, slot: i64) -> Mean {
        let level = channel.slot_level(self.plant, hour, usize::try_from(slot).unwrap_or(0));
        let flag = channel.flag(hour, slot * SLOT_SECONDS);
        spread(channel, hour, level, flag, 0.012)
    }

    fn five(&self, channel: &Channel, hour: Hour, place: i64) -> Mean {
        let level = channel.five_level(self.plant, hour, usize::try_from(place).unwrap_or(0));
        Mean { level, carried: level, low: level, high: level, flag: channel.flag(hour, place * FIVE_SECONDS) }
    }

    fn hour(&self, channel: &Channel, hour: Hour) -> Mean {
        let level = channel.level(self.plant, hour);
        let mut mean = spread(channel, hour, level, channel.hour_flag(hour), 0.04);
        if let Some(dip) = channel.dip(hour, 3) {
            mean.low = dip;
        }
        mean
    }

    /// A day, over its valid hours: mean of concentrations in water weighted by the flow, plain mean of all else. An amount is
    /// what the hours carried, so that it is weighted in either case.
    fn day(&self, day: i64) -> Vec<Mean> {
        let hours: [Hour; 24] = std::array::from_fn(|n| Hour(day * 24 + i64::try_from(n).unwrap_or(0)));
        let flow = hours.map(|hour| self.channels[0].level(self.plant, hour));
        self.each(|channel| {
            let is_carried = matches!(channel.kind, Kind::Concentration { .. });
            let (mut sum, mut load, mut weight, mut valid) = (0.0, 0.0, 0.0, 0);
            let (mut low, mut high) = (f64::MAX, f64::MIN);
            for (hour, flow) in hours.into_iter().zip(flow) {
                if channel.hour_flag(hour) != 'N' {
                    continue;
                }
                let (level, w) = (channel.level(self.plant, hour), if is_carried { flow } else { 1.0 });
                (sum, load, weight, valid) = (sum + level, load + level * w, weight + w, valid + 1);
                (low, high) = (low.min(level), high.max(level));
            }
            if !self.is_day(valid, hours[0].date()) {
                return Mean { level: 0.0, carried: 0.0, low: 0.0, high: 0.0, flag: 'D' };
            }
            let carried = load / weight;
            let plain = sum / f64::from(valid);
            let level = if self.kind() == OutletKind::Water { carried } else { plain };
            Mean { level, carried, low, high, flag: 'N' }
        })
    }

    /// Rounds, converts and works amounts out.
    fn finish(&self, means: &[Mean], seconds: Option<i64>) -> Vec<Sample> {
        let flow = Figure::of(means[0].level, self.channels[0].digits);
        let is_air = self.kind() == OutletKind::Air;
        let volume = seconds.map(|seconds| {
            // m³/s × s, or L/s × s × 10⁻³.
            flow.times(Figure { units: seconds, digits: 0 }, if is_air { 0 } else { 3 }, 2)
        });
        let oxygen = self.reference_oxygen.map(|reference| (means[1].level, reference));
        let samples = self.channels.iter().zip(means).map(|(channel, mean)| match channel.kind {
            Kind::Concentration { .. } => concentration(channel, mean, volume, is_air, oxygen),
            Kind::Flow => Sample { amount: volume, ..plain(channel, mean, volume.is_some()) },
            _ => plain(channel, mean, volume.is_some()),
        });
        samples.collect()
    }

    /// Whether so many valid hours of a day make it valid.
    fn is_day(&self, valid_hours: u32, day: NaiveDate) -> bool {
        let rule = means_rules().on(self.kind(), day);
        rule.is_some_and(|rule| valid_hours >= rule.hours_needed(24))
    }

    /// Water or gas, as the flow that comes first tells.
    fn kind(&self) -> OutletKind {
        if self.channels[0].code == "a00000" { OutletKind::Air } else { OutletKind::Water }
    }
}

/// The hour that holds a moment.
fn hour_of(at: Stamp) -> Hour {
    const BEIJING_HOURS: i64 = 8;
    Hour(at.0.div_euclid(HOUR) + BEIJING_HOURS)
}

/// Least and greatest around a mean, up to `share` of it away.
fn spread(channel: &Channel, hour: Hour, level: f64, flag: char, share: f64) -> Mean {
    if channel.is_still(hour) {
        return Mean { level, carried: level, low: level, high: level, flag };
    }
    let share = match channel.kind {
        Kind::Flow => share * 2.0,
        Kind::Ph => share / 3.0,
        _ => share,
    };
    let away = |place| level * share * (0.4 + 0.6 * unit(channel.seed, hour.0 * 2 + place));
    Mean { level, carried: level, low: level - away(0), high: level + away(1), flag }
}

/// A faulty analyser shows zero; a calibrating one the tenth of its usual level (zero gas or blank).
fn shown(channel: &Channel, mean: &Mean) -> Mean {
    match mean.flag {
        'D' => Mean { level: 0.0, carried: 0.0, low: 0.0, high: 0.0, flag: 'D' },
        'C' => {
            let blank = channel.base * 0.1;
            Mean { level: blank, carried: blank, low: blank, high: blank, flag: 'C' }
        }
        _ => *mean,
    }
}

fn plain(channel: &Channel, mean: &Mean, with_extremes: bool) -> Sample {
    let mean = shown(channel, mean);
    let figure = |value| Figure::of(value, channel.digits);
    Sample {
        low: with_extremes.then(|| figure(mean.low)),
        high: with_extremes.then(|| figure(mean.high)),
        ..Sample::instant(figure(mean.level), mean.flag)
    }
}

fn concentration(
    channel: &Channel,
    mean: &Mean,
    volume: Option<Figure>,
    is_air: bool,
    oxygen: Option<(f64, f64)>,
) -> Sample {
    let mut sample = plain(channel, mean, volume.is_some());
    let shown = shown(channel, mean);
    let mut factor = 1.0;
    if let Some((oxygen, reference)) = oxygen {
        let oxygen = (oxygen * 10.0).round() / 10.0;
        factor = (AIR_OXYGEN - reference) / (AIR_OXYGEN - oxygen);
        let measured = Figure::of(shown.level / factor, channel.digits);
        #[expect(clippy::cast_precision_loss, reason = "a concentration")]
        let converted = measured.units as f64 * factor;
        #[expect(clippy::cast_possible_truncation, reason = "a concentration")]
        let units = converted.round() as i64;
        sample.value = Figure { units, digits: channel.digits };
        sample.measured = Some(measured);
    }
    let shift = match (is_air, channel.amount_in_grams()) {
        (true, _) => 6,
        (false, true) => 0,
        (false, false) => 3,
    };
    let weighed = Figure::of(shown.carried / factor, channel.digits);
    sample.amount = volume.map(|volume| weighed.times(volume, shift, channel.amount_digits));
    sample
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulate::model::Script;

    fn outlet(flow: &'static str, code: &'static str) -> Outlet {
        let channel = |code, kind, base| Channel {
            code,
            kind,
            digits: 2,
            amount_digits: 3,
            base,
            seed: 7,
            script: Script::Ordinary,
        };
        let analyser = channel(code, Kind::Concentration { batch: false }, 40.0);
        Outlet {
            plant: Plant::Ordinary,
            reference_oxygen: None,
            channels: vec![channel(flow, Kind::Flow, 5.0), analyser],
        }
    }

    #[test]
    fn a_day_of_gas_needs_twenty_hours_and_one_of_water_three_quarters() {
        let (gas, water) = (outlet("a00000", "a21002"), outlet("w00000", "w01018"));
        for (hours, of_gas, of_water) in [(17, false, false), (18, false, true), (19, false, true), (20, true, true)] {
            let valid = [&gas, &water].map(|outlet| outlet.is_day(hours, "2026-11-20".parse().unwrap()));
            assert_eq!(valid, [of_gas, of_water], "{hours}");
        }
    }

    #[test]
    fn gas_without_combustion_is_not_converted_and_its_amount_is_in_kilograms() {
        let samples =
            outlet("a00000", "a24088").read(Interval::Hour, Stamp::parse("2026-11-20T10:00:00+08:00").unwrap());
        assert_eq!(samples[1].measured, None);
        let (volume, amount) = (samples[0].amount.unwrap().decimal(), samples[1].amount.unwrap().decimal());
        let worked_out = samples[1].value.decimal() * volume / rust_decimal::Decimal::from(1_000_000);
        assert!((amount - worked_out).abs() <= rust_decimal::Decimal::new(1, 3), "{amount} {worked_out}");
    }
}
