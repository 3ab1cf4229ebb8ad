//! From a packet to values in the store's units.

use std::borrow::Cow;

use domain::{
    fixed::{Micro, Nano, Unstorable},
    measurement::{DataFlag, Interval},
    time::Stamp,
};
use hj212::{Message, Reading, Unit, pollutant::Medium};
use rust_decimal::Decimal;

use super::registry::KnownDevice;

/// A value to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewValue {
    /// The pollutant's new code, or the code as sent where the table does not know it.
    pub pollutant: Cow<'static, str>,
    /// The period that it stands for.
    pub interval: Interval,
    /// The instant, or the start of the period.
    pub at: Stamp,
    /// What it says.
    pub figures: Figures,
    /// Whether it was sent again later.
    pub resent: bool,
}

/// What a value says; two values of one moment that say the same are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// What is judged: converted to reference oxygen where the logger sent that.
    pub value: Option<Nano>,
    /// The value before conversion, where both were sent.
    pub measured: Option<Nano>,
    /// Lowest of the period.
    pub low: Option<Nano>,
    /// Highest of the period.
    pub high: Option<Nano>,
    /// Amount of the period.
    pub amount: Option<Micro>,
    /// The logger's mark.
    pub flag: DataFlag,
}

/// Something that a logger told besides values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    /// `restart`, `serial-number`, `info`, `clock-request`.
    pub kind: &'static str,
    /// When it says that it happened; the arrival where it does not say.
    pub at: Option<Stamp>,
    /// What it said.
    pub detail: String,
}

/// What a message holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Interpreted {
    /// Values.
    pub values: Vec<NewValue>,
    /// An event.
    pub event: Option<NewEvent>,
}

/// Reads the values and events of a message from a logger. Fails where a figure is beyond what the store can hold:
/// the whole message is then refused, for its frame is evidence and half a frame is not.
pub fn interpret(device: &KnownDevice, message: &Message, resent: bool) -> Result<Interpreted, Unstorable> {
    Ok(match message {
        Message::Upload(upload) => Interpreted { values: values(device, upload, resent)?, event: None },
        Message::States(states) => equipment(
            states.states.iter().map(|(number, state)| (*number, Decimal::from(state.code()))),
            Interval::Realtime,
            Stamp::from_beijing(states.data_time),
            resent,
        )?,
        Message::RunTimes(times) => {
            equipment(times.hours.iter().copied(), Interval::Day, Stamp::from_beijing(times.data_time), resent)?
        }
        other => Interpreted { values: Vec::new(), event: event(other) },
    })
}

fn values(device: &KnownDevice, upload: &hj212::Upload, resent: bool) -> Result<Vec<NewValue>, Unstorable> {
    let interval = match upload.interval {
        hj212::Interval::Realtime => Interval::Realtime,
        hj212::Interval::Minute => Interval::Minute,
        hj212::Interval::Hour => Interval::Hour,
        hj212::Interval::Day => Interval::Day,
    };
    let at = Stamp::from_beijing(upload.data_time);
    let mut values: Vec<NewValue> = Vec::with_capacity(upload.readings.len());
    for reading in &upload.readings {
        let pollutant = reading.pollutant.map_or_else(|| reading.code.clone(), |known| Cow::Borrowed(known.code));
        // A code and its legacy twin in one packet would be one moment twice; the first one stands.
        if values.iter().all(|value| value.pollutant != pollutant) {
            values.push(NewValue { pollutant, interval, at, figures: figures(device, reading)?, resent });
        }
    }
    Ok(values)
}

fn figures(device: &KnownDevice, reading: &Reading) -> Result<Figures, Unstorable> {
    let factor = factor(device, reading);
    let nano = |value: Option<Decimal>| value.map(|value| scaled(value, factor)).transpose();
    let plain = reading.rtd.or(reading.avg);
    let converted = reading.zs_rtd.or(reading.zs_avg);
    Ok(Figures {
        value: nano(converted.or(plain))?,
        measured: nano(converted.and(plain))?,
        low: nano(reading.zs_min.or(reading.min))?,
        high: nano(reading.zs_max.or(reading.max))?,
        amount: reading.cou.map(Micro::round).transpose()?,
        flag: reading.flag.and_then(|flag| DataFlag::new(flag.letter())).unwrap_or(DataFlag::NORMAL),
    })
}

fn scaled(value: Decimal, factor: Option<Decimal>) -> Result<Nano, Unstorable> {
    let value = match factor {
        Some(factor) => value.checked_mul(factor).ok_or(Unstorable::TooLarge { value })?,
        None => value,
    };
    Nano::round(value)
}

/// By what a concentration is multiplied to get the unit of the limits: mg/L in water, mg/m³ in gas. Loggers send
/// hexavalent chromium, cadmium, lead and mercury in µg/L unless their registration says otherwise.
fn factor(device: &KnownDevice, reading: &Reading) -> Option<Decimal> {
    let known = reading.pollutant?;
    let registered = device.units.iter().find(|(code, _)| code == known.code).map(|(_, unit)| *unit);
    let sent = registered.unwrap_or(known.unit);
    let wanted = match known.medium {
        Medium::Water => Unit::MilligramPerLitre,
        Medium::Air => Unit::MilligramPerCubicMetre,
        Medium::Process => return None,
    };
    sent.factor_to(wanted).filter(|factor| *factor != Decimal::ONE)
}

/// States and run times of treatment equipment: values of the codes `SB1`, `SB2`, ….
fn equipment(
    items: impl Iterator<Item = (u16, Decimal)>,
    interval: Interval,
    at: Stamp,
    resent: bool,
) -> Result<Interpreted, Unstorable> {
    let mut values = Vec::new();
    for (number, value) in items {
        let figures = Figures {
            value: Some(Nano::round(value)?),
            measured: None,
            low: None,
            high: None,
            amount: None,
            flag: DataFlag::NORMAL,
        };
        values.push(NewValue { pollutant: Cow::Owned(format!("SB{number}")), interval, at, figures, resent });
    }
    Ok(Interpreted { values, event: None })
}

/// Restarts, swapped analysers, log lines and requests for the time: what an inspector wants to see beside the values.
fn event(message: &Message) -> Option<NewEvent> {
    let on_clock = Stamp::from_beijing;
    let (kind, at, detail) = match message {
        Message::Restart(restart) => ("restart", Some(on_clock(restart.restart_time)), String::new()),
        Message::ClockWanted(wanted) => ("clock-request", None, wanted.pol_id.clone().unwrap_or_default()),
        Message::SerialNumbers(all) => ("serial-number", None, pairs(all.numbers.iter().map(|(c, n)| (c, n)))),
        Message::Info(info) => {
            ("info", info.data_time.map(on_clock), pairs(info.items.iter().map(|item| (&item.code, &item.value))))
        }
        _ => return None,
    };
    Some(NewEvent { kind, at, detail })
}

/// Writes `code=value; code=value`. PostgreSQL refuses a NUL in a text, so none gets there.
fn pairs<'a>(items: impl Iterator<Item = (&'a String, &'a String)>) -> String {
    let texts: Vec<_> = items.map(|(code, value)| format!("{code}={value}")).collect();
    texts.join("; ").replace('\0', "\u{fffd}")
}
