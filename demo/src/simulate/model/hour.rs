//! The level of a channel in an hour, in its ten minutes, and at an instant.

use chrono::{DateTime, NaiveDate};

use super::{
    Channel, Kind, Plant, Script,
    load::load,
    noise::{drift, mix, signed},
};

/// Hours of the day in which a dipping channel dips, and the ten minutes of them in whose first half it does. On two days of three only
/// the first three of them are so.
const DIPS: [u32; 6] = [2, 5, 9, 13, 17, 22];
const FEW_DIPS: usize = 3;
const DIP_SLOT: usize = 3;
/// Seconds for which it dips.
const DIP_SECONDS: i64 = 300;

/// An hour: hours in Beijing since 1970-01-01T00:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hour(pub i64);

impl Hour {
    /// Days since 1970-01-01.
    pub const fn day(self) -> i64 {
        self.0.div_euclid(24)
    }

    /// 0 to 23.
    pub fn of_day(self) -> u32 {
        u32::try_from(self.0.rem_euclid(24)).unwrap_or(0)
    }

    /// The date.
    pub fn date(self) -> NaiveDate {
        DateTime::from_timestamp(self.0 * 3600, 0).unwrap_or_default().date_naive()
    }
}

impl Channel {
    /// The mean of an hour.
    pub fn level(&self, plant: Plant, hour: Hour) -> f64 {
        match self.script {
            Script::Raised { from, to, level, since }
                if Script::raises(from, to, hour.of_day()) && since <= hour.date() =>
            {
                level * (1.0 + 0.04 * drift(mix(self.seed ^ 5), hour.0, 3))
            }
            Script::Starts { level, since } if Script::starts((hour.date() - since).num_days(), hour.of_day()) => {
                level * (1.0 + 0.01 * drift(mix(self.seed ^ 5), hour.0, 3))
            }
            // Nothing burns, and next to nothing is measured.
            Script::Starts { since, .. } if Script::is_out((hour.date() - since).num_days(), hour.of_day()) => {
                self.base * 0.12 * (1.0 + 0.1 * drift(mix(self.seed ^ 5), hour.0, 3))
            }
            Script::Lit { out, starting, since } => {
                let days = (hour.date() - since).num_days();
                if Script::is_out(days, hour.of_day()) {
                    self.lit(plant, hour, out)
                } else if Script::starts(days, hour.of_day()) {
                    self.lit(plant, hour, starting)
                } else {
                    self.ordinary(plant, hour)
                }
            }
            Script::Level(level) => {
                level * (1.0 + 0.025 * drift(self.seed, hour.day(), 5) + 0.015 * drift(mix(self.seed ^ 1), hour.0, 3))
            }
            Script::Flat { value, since } if since <= hour.date() => {
                #[expect(clippy::cast_possible_truncation, reason = "-1, 0 or 1")]
                let last_digit = (signed(self.seed, hour.0) * 1.5) as i32;
                value + f64::from(last_digit) * 0.1
            }
            _ => self.ordinary(plant, hour),
        }
    }

    /// A flow at a share of its own, or oxygen around a level.
    fn lit(&self, plant: Plant, hour: Hour, to: f64) -> f64 {
        match self.kind {
            Kind::Flow => self.ordinary(plant, hour) * to,
            _ => to + 0.4 * drift(mix(self.seed ^ 5), hour.0, 3),
        }
    }

    fn ordinary(&self, plant: Plant, hour: Hour) -> f64 {
        let day = |period| drift(self.seed, hour.day(), period);
        let fine = |period| drift(mix(self.seed ^ 1), hour.0, period);
        let load = || load(plant, hour.day(), hour.of_day() as usize);
        match self.kind {
            Kind::Flow => self.base * load() * (1.0 + 0.10 * day(3)) * (1.0 + 0.05 * fine(4)),
            Kind::Ph => self.base + 0.22 * day(4) + 0.14 * fine(3),
            Kind::Oxygen => self.base + 0.5 * day(4) + 0.4 * fine(3),
            Kind::Furnace => self.base + 12.0 * day(4) + 9.0 * fine(3),
            Kind::Concentration { .. } => {
                self.base * (1.0 + 0.12 * (load() - 1.0)) * (1.0 + 0.12 * day(5)) * (1.0 + 0.08 * fine(3))
            }
        }
    }

    /// The mean of ten minutes, `slot` 0 to 5. The six of an hour have the hour's mean.
    pub fn slot_level(&self, plant: Plant, hour: Hour, slot: usize) -> f64 {
        let level = self.level(plant, hour);
        if let Some(dip) = self.dip(hour, slot) {
            return f64::midpoint(dip, level);
        }
        if self.is_still(hour) {
            return level;
        }
        let seed = mix(self.seed ^ 2);
        let all: [f64; 6] = std::array::from_fn(|n| signed(seed, hour.0 * 6 + i64::try_from(n).unwrap_or(0)));
        let centred = all[slot % 6] - all.iter().sum::<f64>() / 6.0;
        self.stir(level, centred, 0.025)
    }

    /// The value at an instant, `second` counted within the hour.
    pub fn instant(&self, plant: Plant, hour: Hour, second: i64) -> f64 {
        let slot = usize::try_from(second.div_euclid(600)).unwrap_or(0);
        if let Some(dip) = self.dip(hour, slot) {
            return if second.rem_euclid(600) < DIP_SECONDS { dip } else { self.level(plant, hour) };
        }
        let level = self.slot_level(plant, hour, slot);
        if self.is_still(hour) {
            return level;
        }
        self.stir(level, signed(mix(self.seed ^ 3), (hour.0 * 3600 + second).div_euclid(15)), 0.012)
    }

    /// The mean of five minutes, `place` 0 to 11.
    pub fn five_level(&self, plant: Plant, hour: Hour, place: usize) -> f64 {
        match self.dip(hour, place / 2) {
            Some(dip) if place.is_multiple_of(2) => dip,
            Some(_) => self.level(plant, hour),
            None => self.slot_level(plant, hour, place / 2),
        }
    }

    /// The level that it falls to in the first half of these ten minutes, if it does.
    pub fn dip(&self, hour: Hour, slot: usize) -> Option<f64> {
        match self.script {
            Script::Dips { level, since } if slot == DIP_SLOT && since <= hour.date() => {
                let many = if hour.day().rem_euclid(3) == 0 { DIPS.len() } else { FEW_DIPS };
                DIPS[..many].contains(&hour.of_day()).then_some(level)
            }
            _ => None,
        }
    }

    /// Whether it shows one value for the whole hour.
    pub fn is_still(&self, hour: Hour) -> bool {
        let flat = matches!(self.script, Script::Flat { since, .. } if since <= hour.date());
        flat || self.kind == Kind::Concentration { batch: true }
    }

    /// Moves a level by a share of it; pH, oxygen and temperature by a share of their own span.
    fn stir(&self, level: f64, by: f64, share: f64) -> f64 {
        match self.kind {
            Kind::Flow => level * (1.0 + 2.0 * share * by),
            Kind::Concentration { .. } => level * (1.0 + share * by),
            Kind::Ph => level + 2.0 * share * by,
            Kind::Oxygen => level + 8.0 * share * by,
            Kind::Furnace => level + 300.0 * share * by,
        }
    }

    /// The mark in an hour, `second` counted within it.
    pub fn flag(&self, hour: Hour, second: i64) -> char {
        if matches!(self.script, Script::Failing { since } if since <= hour.date())
            && !mix(self.seed ^ hour.0.cast_unsigned()).is_multiple_of(3)
        {
            return 'D';
        }
        let in_day = i64::from(hour.of_day()) * 3600 + second;
        if self.calibrates_on(hour.day()) && (600..4800).contains(&in_day) { 'C' } else { 'N' }
    }

    /// Whether the analyser calibrates itself from 00:10 to 01:20 on a day: one in nine.
    pub fn calibrates_on(&self, day: i64) -> bool {
        let able = matches!(self.kind, Kind::Concentration { .. }) && !matches!(self.script, Script::Flat { .. });
        able && mix(self.seed ^ day.cast_unsigned()).is_multiple_of(9)
    }

    /// The mark of a whole hour: any abnormal value in it makes it abnormal.
    pub fn hour_flag(&self, hour: Hour) -> char {
        match self.flag(hour, 0) {
            'N' => self.flag(hour, 1200),
            odd => odd,
        }
    }
}
