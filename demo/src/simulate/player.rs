//! A logger as the simulator plays it: header, quirks, habits, and the model behind it.

use domain::{
    device::ProtocolEdition,
    measurement::Interval,
    outlet::OutletKind,
    time::{HOUR, Stamp},
};
use entities::device;
use hj212::{
    BuildError, DataFlag, Edition, Packet, Qn, Reading, Station, SystemType, Unit, Upload,
    content::{
        run_times::RunTimes,
        states::{RunState, States},
    },
};
use rust_decimal::Decimal;

use super::{
    frame::CheckSum,
    habit::Habit,
    model::{Channel, Figure, Kind, Outlet, Sample, noise::seed_of},
    schedule::Sent,
};

/// A simulated logger.
#[derive(Clone, Debug)]
pub struct Player {
    /// What it measures.
    pub model: Outlet,
    /// How it behaves.
    pub habit: Habit,
    /// Whether it reports the states of its treatment equipment: one in four does.
    pub reports_equipment: bool,
    /// How it makes its check sums.
    pub check_sum: CheckSum,
    /// Milliseconds between instants, as registered.
    pub every: i64,
    /// What the portal has already.
    pub sent: Sent,
    /// Where its chance comes from.
    pub seed: u64,
    station: Station,
    /// Units in which it sends, where they differ from the code table.
    units: Vec<(String, Unit)>,
}

impl Player {
    /// The player of a registered logger.
    pub fn new(device: &device::Model, kind: OutletKind, model: Outlet, habit: Habit, sent: Sent) -> Self {
        let st = match kind {
            OutletKind::Water => SystemType::WaterSource,
            OutletKind::Air => SystemType::AirSource,
        };
        let edition = match device.edition {
            ProtocolEdition::E2005 => Edition::E2005,
            ProtocolEdition::E2017 => Edition::E2017,
            ProtocolEdition::E2025 => Edition::E2025,
        };
        Self {
            station: Station::new(st, device.password.clone(), device.mn.clone(), edition),
            check_sum: CheckSum::of(&device.tolerated),
            every: i64::from(device.realtime_seconds.max(1)) * 1000,
            units: units(&device.units),
            reports_equipment: habit == Habit::RestsAtNight || seed_of(&device.mn).is_multiple_of(4),
            seed: seed_of(&device.mn),
            model,
            habit,
            sent,
        }
    }

    /// Whether it tells the temperature of a furnace every five minutes.
    pub fn watches_furnace(&self) -> bool {
        self.station.edition == Edition::E2025
            && self.model.channels.iter().any(|channel| channel.is_sent_by(Interval::FiveMinutes))
    }

    /// Its number.
    pub fn mn(&self) -> &str {
        &self.station.mn
    }

    /// The packets with what it measured, numbered from `qn`; several where one would be too long. `resent` marks
    /// packets from the logger's store (2025 edition).
    ///
    /// # Errors
    /// Where the protocol cannot carry the logger's number or password.
    pub fn upload(&self, interval: Interval, at: Stamp, qn: Qn, resent: bool) -> Result<Vec<Packet>, BuildError> {
        let samples = self.model.read(interval, at);
        let mut upload = Upload::new(protocol_interval(interval), at.beijing());
        let all = self.model.channels.iter().zip(samples);
        for (channel, sample) in all.filter(|(channel, _)| channel.is_sent_by(interval)) {
            upload.readings.push(self.reading(channel, &sample, interval, at));
        }
        let mut packets = self.station.packets(qn, &upload)?;
        for packet in &mut packets {
            packet.resent = resent && self.station.edition == Edition::E2025;
            self.strip(packet);
        }
        Ok(packets)
    }

    /// The states of its equipment at a moment.
    pub fn states(&self, at: Stamp, qn: Qn) -> Result<Packet, BuildError> {
        let resting = self.habit == Habit::RestsAtNight && !(5..23).contains(&at.hour_of_day());
        let blower = if resting { RunState::Off } else { RunState::Running };
        let states = vec![(1, RunState::Running), (2, blower), (3, RunState::Running)];
        let mut packet = self.station.packet(qn, &States { data_time: at.beijing(), states })?;
        self.strip(&mut packet);
        Ok(packet)
    }

    /// The hours that its equipment ran on the day that starts at `day`.
    pub fn run_times(&self, day: Stamp, qn: Qn) -> Result<Packet, BuildError> {
        let blower = if self.habit == Habit::RestsAtNight { 18 } else { 24 };
        let hours = [(1, 24), (2, blower), (3, 24)].map(|(number, hours)| (number, Decimal::from(hours))).to_vec();
        let mut packet = self.station.packet(qn, &RunTimes { data_time: day.beijing(), hours })?;
        self.strip(&mut packet);
        Ok(packet)
    }

    /// 2005-style packets have neither QN nor Flag, so nobody answers them.
    fn strip(&self, packet: &mut Packet) {
        if self.station.edition == Edition::E2005 {
            packet.qn = None;
            packet.flag = None;
        }
    }

    fn reading(&self, channel: &Channel, sample: &Sample, interval: Interval, at: Stamp) -> Reading {
        let known = hj212::pollutant::find(channel.code);
        let legacy = known.and_then(|known| known.legacy).filter(|_| self.station.edition == Edition::E2005);
        let mut reading = Reading::new(legacy.unwrap_or(channel.code));
        let sent = |value: Figure| self.in_sent_unit(channel.code, value.decimal());
        let plain = Some(sent(sample.measured.unwrap_or(sample.value)));
        let converted = sample.measured.map(|_| sent(sample.value));
        if interval == Interval::Realtime {
            (reading.rtd, reading.zs_rtd) = (plain, converted);
            if channel.kind == (Kind::Concentration { batch: true }) {
                reading.sample_time = Some(at.floor(HOUR).beijing());
            }
        } else {
            let (low, high) = (sample.low.map(sent), sample.high.map(sent));
            (reading.avg, reading.zs_avg) = (plain, converted);
            if converted.is_some() {
                (reading.zs_min, reading.zs_max) = (low, high);
            } else {
                (reading.min, reading.max) = (low, high);
            }
            reading.cou = sample.amount.map(Figure::decimal);
        }
        reading.flag = DataFlag::parse(sample.flag.encode_utf8(&mut [0; 4]));
        reading
    }

    /// The model works in mg/L; trace metals go over the wire in µg/L unless the logger is registered otherwise.
    fn in_sent_unit(&self, code: &str, value: Decimal) -> Decimal {
        let registered = self.units.iter().find(|(known, _)| known == code).map(|(_, unit)| *unit);
        let table = || hj212::pollutant::find(code).map_or(Unit::None, |known| known.unit);
        let unit = registered.unwrap_or_else(table);
        Unit::MilligramPerLitre.convert(value, unit).filter(|_| code.starts_with('w')).unwrap_or(value).normalize()
    }
}

const fn protocol_interval(interval: Interval) -> hj212::Interval {
    match interval {
        Interval::Realtime => hj212::Interval::Realtime,
        Interval::Minute => hj212::Interval::Minute,
        Interval::FiveMinutes => hj212::Interval::FiveMinutes,
        Interval::Hour => hj212::Interval::Hour,
        Interval::Day => hj212::Interval::Day,
    }
}

/// Reads `w20117=mg/L`.
fn units(setting: &str) -> Vec<(String, Unit)> {
    let pairs = setting.split(',').filter_map(|pair| pair.split_once('='));
    pairs.filter_map(|(code, unit)| Some((code.trim().to_owned(), unit.trim().parse().ok()?))).collect()
}
