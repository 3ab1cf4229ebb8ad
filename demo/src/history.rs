//! What the loggers measured before the demo city was made.
//!
//! Day values for four whole quarters up to yesterday, hour values for eight days (ten, where a flat line is older), ten-minute values for twenty-six
//! hours, five-minute values of furnaces for as long as hours, and a quarter of an hour of real-time values. No frames are made up for them: their `frame_id` is 0, which
//! means imported history.

use chrono::NaiveDate;
use domain::{
    measurement::{DataFlag, Interval},
    quarter::Quarter,
    time::{DAY, HOUR, MINUTE, Stamp, end_of, start_of},
};
use entities::measurement;
use rust_decimal::Decimal;

use super::{permits::Outlet, stories::Story};
use crate::simulate::model::{Figure, Kind, Sample};

/// The frame of a value that no frame brought.
const IMPORTED: i64 = 0;
/// How far back the finer values go.
const HOURS: i64 = 8 * DAY;
/// The same of the works whose story is a line that stays flat for nine days.
const HOURS_OF_FLAT: i64 = 10 * DAY;
const SLOTS: i64 = 26 * HOUR;
const INSTANTS: i64 = 15 * MINUTE;
/// How long ago the silent logger fell silent.
const SILENCE: i64 = 7 * HOUR;
/// The analyser's fault letters are ASCII, so this is never used.
const UNKNOWN: DataFlag = DataFlag::NORMAL;

/// The time that history covers.
#[derive(Clone, Debug)]
pub struct Window {
    /// The quarters whose declarations are there, oldest first.
    pub quarters: Vec<Quarter>,
    /// The first moment.
    pub from: Stamp,
    /// The present, or the end of the city's day where that is past.
    pub until: Stamp,
}

impl Window {
    /// The window of a city that stands on `today`, filled at `now`.
    pub fn new(today: NaiveDate, now: Stamp) -> Self {
        let quarters = Quarter::last_ended(today).back(4);
        let from = quarters.first().map_or_else(|| start_of(today), |first| first.start());
        Self { quarters, from, until: now.min(end_of(today)) }
    }
}

/// What a channel amounts to in a quarter, over its valid days.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Total {
    /// Millionths of m³ (flow), kg, or g (trace metals).
    pub amount: i64,
    /// Millionths of m³ that flowed on the days whose amounts are summed.
    pub volume: i64,
    /// Valid days.
    pub days: u32,
    /// Concentration times volume, as limits are compared with it and as it was measured: of gas that is converted to
    /// reference oxygen the two differ.
    pub carried: (i128, i128),
}

impl Total {
    /// The amount carried over to days without a valid value at the mean of the others; `scale` digits of it are after
    /// the point.
    pub fn whole(&self, days: u32, scale: u32) -> Decimal {
        let valid = Decimal::from(self.days.max(1));
        (Decimal::new(self.amount, scale) * Decimal::from(days) / valid).round_dp(scale)
    }

    /// By what the measured mean is multiplied to be the one that limits are compared with.
    pub fn conversion(&self) -> Decimal {
        let (compared, measured) = self.carried;
        let figure = |value: i128| Decimal::try_from_i128_with_scale(value / 1_000_000, 9).unwrap_or_default();
        figure(compared).checked_div(figure(measured)).unwrap_or(Decimal::ONE)
    }
}

/// The history of an outlet: rows, and totals by quarter and channel.
pub struct History {
    /// What is to be stored.
    pub rows: Vec<measurement::Model>,
    /// By quarter of the window, by channel.
    pub totals: Vec<Vec<Total>>,
}

/// The history of an outlet; nothing where no logger stands.
pub fn history(outlet: &Outlet, outlet_id: i64, story: Option<Story>, window: &Window) -> Option<History> {
    let logger = outlet.logger.as_ref()?;
    let until = if story == Some(Story::SilentLogger) { window.until.minus(SILENCE) } else { window.until };
    let hours = if story == Some(Story::FlatLine) { HOURS_OF_FLAT } else { HOURS };
    let channels = logger.model.channels.len();
    let mut history =
        History { rows: Vec::new(), totals: vec![vec![Total::default(); channels]; window.quarters.len()] };
    for (interval, length, from) in [
        (Interval::Day, DAY, window.from),
        (Interval::Hour, HOUR, until.minus(hours)),
        (Interval::Minute, 10 * MINUTE, until.minus(SLOTS)),
        (Interval::FiveMinutes, 5 * MINUTE, until.minus(hours)),
        (Interval::Realtime, MINUTE, until.minus(INSTANTS)),
    ] {
        if !logger.model.channels.iter().any(|channel| channel.is_sent_by(interval)) {
            continue;
        }
        let mut at = from.max(window.from).floor(length);
        while at.plus(length) <= until {
            let samples = logger.model.read(interval, at);
            if interval == Interval::Day {
                history.count(window, at, &samples);
            }
            let sent = logger.model.channels.iter().zip(samples).filter(|(channel, _)| channel.is_sent_by(interval));
            let received_at = at.plus(if interval == Interval::Realtime { 900 } else { length + 6_000 });
            history.rows.extend(
                sent.map(|(channel, sample)| row((outlet_id, channel.code, interval, at), &sample, received_at)),
            );
            at = at.plus(length);
        }
    }
    Some(history)
}

impl History {
    fn count(&mut self, window: &Window, at: Stamp, samples: &[Sample]) {
        let Some(quarter) = window.quarters.iter().position(|quarter| *quarter == Quarter::of(at.day())) else {
            return;
        };
        let volume = samples.first().and_then(|flow| flow.amount).map_or(0, |volume| volume.micro().0);
        for (total, sample) in self.totals[quarter].iter_mut().zip(samples) {
            if let Some(amount) = sample.amount.filter(|_| sample.flag == 'N') {
                total.amount += amount.micro().0;
                total.volume += volume;
                total.days += 1;
                let carried = |figure: Figure| i128::from(figure.nano().0) * i128::from(volume);
                total.carried.0 += carried(sample.value);
                total.carried.1 += carried(sample.measured.unwrap_or(sample.value));
            }
        }
    }
}

fn row(key: (i64, &str, Interval, Stamp), sample: &Sample, received_at: Stamp) -> measurement::Model {
    let (outlet_id, pollutant, interval, at) = key;
    measurement::Model {
        outlet_id,
        pollutant: pollutant.to_owned(),
        interval,
        at,
        revision: 1,
        value: Some(sample.value.nano()),
        measured: sample.measured.map(Figure::nano),
        converted: sample.measured.is_some(),
        low: sample.low.map(Figure::nano),
        high: sample.high.map(Figure::nano),
        amount: sample.amount.map(Figure::micro),
        flag: DataFlag::new(sample.flag).unwrap_or(UNKNOWN),
        resent: false,
        received_at,
        frame_id: IMPORTED,
    }
}

/// Whether a channel's totals are an emission that is declared.
pub fn is_emission(kind: Kind) -> bool {
    matches!(kind, Kind::Concentration { .. })
}
