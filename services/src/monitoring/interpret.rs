//! From a packet to values in the store's units.

use std::borrow::Cow;

use domain::{
    device::{NoticeKind, ProtocolEdition},
    fixed::{Micro, Nano},
    input::printable,
    measurement::{DataFlag, Interval},
    plausible,
    time::Stamp,
};
use hj212::{Message, Reading, Unit, pollutant::Medium};
use rust_decimal::Decimal;

use super::registry::KnownDevice;

/// A value to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewValue {
    /// The pollutant's new code, or the code that the register names where the table does not know it.
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
    /// The logger's mark, or the portal's.
    pub flag: DataFlag,
}

impl Figures {
    /// Whether they say anything that could stand in for an earlier value of the moment: a figure that can be.
    pub fn bear_a_value(&self) -> bool {
        self.flag != DataFlag::IMPLAUSIBLE && (self.value.is_some() || self.amount.is_some())
    }
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

/// The most characters of a code or a value from outside that are shown.
const SHOWN: usize = 40;
/// The most characters of an event.
const TOLD: usize = 2_000;

/// Something to be noticed about a frame that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewNotice {
    /// What kind of thing.
    pub kind: NoticeKind,
    /// The code or item concerned, fit to be shown.
    pub what: String,
    /// What stood there, fit to be shown.
    pub sample: String,
}

impl NewNotice {
    /// A notice about texts from outside.
    pub fn new(kind: NoticeKind, what: &str, sample: &str) -> Self {
        Self { kind, what: printable(what, SHOWN), sample: printable(sample, SHOWN) }
    }
}

/// What a message holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Interpreted {
    /// Values.
    pub values: Vec<NewValue>,
    /// An event.
    pub event: Option<NewEvent>,
    /// What is to be noticed about it.
    pub notices: Vec<NewNotice>,
}

/// Reads the values and events of a message from a logger. What cannot be a value is marked so; a code that nobody has
/// named stays in the frame and is noticed.
pub fn interpret(device: &KnownDevice, message: &Message, resent: bool) -> Interpreted {
    match message {
        Message::Upload(upload) => of_upload(device, upload, resent),
        Message::States(states) => equipment(
            states.states.iter().map(|(number, state)| (*number, Decimal::from(state.code()))),
            Interval::Realtime,
            Stamp::from_beijing(states.data_time),
            resent,
        ),
        Message::RunTimes(times) => {
            equipment(times.hours.iter().copied(), Interval::Day, Stamp::from_beijing(times.data_time), resent)
        }
        other => Interpreted { event: event(other), ..Interpreted::default() },
    }
}

fn of_upload(device: &KnownDevice, upload: &hj212::Upload, resent: bool) -> Interpreted {
    let interval = match upload.interval {
        hj212::Interval::Realtime => Interval::Realtime,
        hj212::Interval::Minute => Interval::Minute,
        hj212::Interval::Hour => Interval::Hour,
        hj212::Interval::Day => Interval::Day,
    };
    let at = Stamp::from_beijing(upload.data_time);
    let mut values: Vec<NewValue> = Vec::with_capacity(upload.readings.len());
    let mut notices = Vec::new();
    for reading in &upload.readings {
        let pollutant = reading.pollutant.map_or_else(|| reading.code.clone(), |known| Cow::Borrowed(known.code));
        if !device.outlet.admits(&pollutant) {
            notices.push(NewNotice::new(NoticeKind::UnknownCode, &reading.code, &shown(reading)));
            continue;
        }
        // A code and its legacy twin in one packet would be one moment twice; the first one stands.
        if values.iter().any(|value| value.pollutant == pollutant) {
            continue;
        }
        let figures = Reader { device, reading, code: &pollutant, notices: &mut notices }.figures();
        // Nothing was measured, and nothing is said about why.
        let says_nothing = !figures.bear_a_value() && [DataFlag::NORMAL, DataFlag::UNMARKED].contains(&figures.flag);
        if !says_nothing {
            values.push(NewValue { pollutant, interval, at, figures, resent });
        }
    }
    Interpreted { values, event: None, notices }
}

/// What stands behind a code that nobody knows.
fn shown(reading: &Reading) -> String {
    let figure = reading.rtd.or(reading.avg).or(reading.zs_rtd).or(reading.zs_avg).or(reading.cou);
    figure.map_or_else(|| reading.extra.first().map_or_else(String::new, |(_, text)| text.clone()), |f| f.to_string())
}

/// Reads the figures of one pollutant, and notices what is wrong with each.
struct Reader<'a> {
    device: &'a KnownDevice,
    reading: &'a Reading,
    code: &'a str,
    notices: &'a mut Vec<NewNotice>,
}

impl Reader<'_> {
    fn figures(&mut self) -> Figures {
        self.notice_unreadable();
        let reading = self.reading;
        let sent = self.sent_mark();
        let plain = reading.rtd.map(|value| ("Rtd", value)).or(reading.avg.map(|value| ("Avg", value)));
        let converted = reading.zs_rtd.map(|value| ("ZsRtd", value)).or(reading.zs_avg.map(|value| ("ZsAvg", value)));
        let value = converted.or(plain).map(|figure| self.concentration(figure));
        let measured = converted.and(plain).map(|figure| self.concentration(figure));
        let impossible = [value, measured].iter().flatten().any(|figure| !figure.possible);
        let doubted = impossible && [DataFlag::NORMAL, DataFlag::UNMARKED].contains(&sent);
        let low = reading.zs_min.map(|value| ("ZsMin", value)).or(reading.min.map(|value| ("Min", value)));
        let high = reading.zs_max.map(|value| ("ZsMax", value)).or(reading.max.map(|value| ("Max", value)));
        Figures {
            value: value.and_then(|figure| figure.stored),
            measured: measured.and_then(|figure| figure.stored),
            low: low.and_then(|figure| self.only_possible(figure)),
            high: high.and_then(|figure| self.only_possible(figure)),
            amount: reading.cou.and_then(|sent| self.amount(sent)),
            flag: if doubted { DataFlag::IMPLAUSIBLE } else { sent },
        }
    }

    /// The mark by the logger's edition. Its absence means "normal" in the 2005 edition alone; treatment processes and
    /// instruments have none in any.
    fn sent_mark(&mut self) -> DataFlag {
        let is_old = self.device.edition == ProtocolEdition::E2005;
        // A mark that was sent and cannot be read is not the absence of one.
        let garbled = self.reading.extra.iter().find(|(suffix, _)| suffix.to_ascii_lowercase().starts_with("fl"));
        match self.reading.flag {
            Some(hj212::DataFlag::OutOfService) if is_old => DataFlag::SOURCE_STOPPED,
            Some(flag) => DataFlag::sent(flag.letter()),
            None if (is_old && garbled.is_none()) || domain::pollutant::medium(self.code).is_none() => DataFlag::NORMAL,
            None => {
                self.notice(NoticeKind::Unmarked, self.code, garbled.map_or("", |(_, text)| text));
                DataFlag::UNMARKED
            }
        }
    }

    /// A figure in the unit of the store, and whether it can be.
    fn concentration(&mut self, (suffix, sent): (&str, Decimal)) -> Figure {
        let scaled = match factor(self.device, self.reading) {
            Some(factor) => sent.checked_mul(factor),
            None => Some(sent),
        };
        let stored = scaled.and_then(|value| Nano::round(value).ok());
        let possible = stored.is_some() && scaled.is_some_and(|value| plausible::is_plausible(self.code, sent, value));
        if !possible {
            self.notice_impossible(suffix, sent);
        }
        Figure { stored, possible }
    }

    /// The lowest or highest of a period; one that cannot be costs itself.
    fn only_possible(&mut self, figure: (&str, Decimal)) -> Option<Nano> {
        let figure = self.concentration(figure);
        figure.stored.filter(|_| figure.possible)
    }

    /// An amount; one that cannot be costs itself, so that nobody sums it.
    fn amount(&mut self, sent: Decimal) -> Option<Micro> {
        let stored = Micro::round(sent).ok().filter(|_| plausible::is_plausible_amount(sent));
        if stored.is_none() {
            self.notice_impossible("Cou", sent);
        }
        stored
    }

    fn notice_impossible(&mut self, suffix: &str, sent: Decimal) {
        self.notice(NoticeKind::Implausible, &format!("{}-{suffix}", self.code), &sent.to_string());
    }

    fn notice_unreadable(&mut self) {
        let reading = self.reading;
        for (suffix, text) in reading.unreadable() {
            self.notice(NoticeKind::Unreadable, &format!("{}-{suffix}", self.code), text);
        }
    }

    fn notice(&mut self, kind: NoticeKind, what: &str, sample: &str) {
        self.notices.push(NewNotice::new(kind, what, sample));
    }
}

/// A figure in the unit of the store; absent where the store cannot hold it.
#[derive(Clone, Copy)]
struct Figure {
    stored: Option<Nano>,
    possible: bool,
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
fn equipment(items: impl Iterator<Item = (u16, Decimal)>, interval: Interval, at: Stamp, resent: bool) -> Interpreted {
    let value = |(number, value): (u16, Decimal)| {
        let value = Nano::round(value).ok();
        let figures = Figures { value, measured: None, low: None, high: None, amount: None, flag: DataFlag::NORMAL };
        NewValue { pollutant: Cow::Owned(format!("SB{number}")), interval, at, figures, resent }
    };
    Interpreted { values: items.map(value).collect(), ..Interpreted::default() }
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
    Some(NewEvent { kind, at, detail: printable(&detail, TOLD) })
}

/// Writes `code=value; code=value`.
fn pairs<'a>(items: impl Iterator<Item = (&'a String, &'a String)>) -> String {
    let texts: Vec<_> = items.map(|(code, value)| format!("{code}={value}")).collect();
    texts.join("; ")
}
