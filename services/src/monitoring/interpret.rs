//! From a packet to values in the store's units.

mod equipment;
mod event;
mod noticed;
mod unfinished;
mod unread;

use std::{borrow::Cow, collections::HashSet};

use domain::{
    device::{NoticeKind, ProtocolEdition},
    fixed::{Micro, Nano},
    input::printable,
    measurement::{DataFlag, Interval},
    plausible,
    time::Stamp,
};
use hj212::{LeftOut, Message, Reading, Received, Unit, WhyLeft, pollutant::Medium};
use rust_decimal::Decimal;

pub use event::NewEvent;
pub use noticed::OTHERS;
pub use unfinished::{AHEAD, DRIFT};

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
    /// Whether the value is a converted one, with or without the measured one beside it.
    pub converted: bool,
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
        !self.flag.is_doubted() && (self.value.is_some() || self.amount.is_some())
    }

    /// Whether there is anything to keep: a figure of any kind, or a mark that says why there is none.
    fn say_something(&self) -> bool {
        let figures = [self.value, self.low, self.high];
        figures.iter().any(Option::is_some) || self.amount.is_some() || !self.flag.says_nothing()
    }
}

/// The most characters of a code or a value from outside that are shown.
const SHOWN: usize = 40;

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

/// Reads the values and events of a packet that a logger sent and that came at `now`. What cannot be a value, or not yet,
/// is marked so; a code that nobody has named stays in the frame. Whatever is not read is noticed: the packet is
/// acknowledged, and nobody will send it again. What stays in the frame without a word is listed in docs/OPERATIONS.md.
pub fn interpret(device: &KnownDevice, received: &Received, now: Stamp) -> Interpreted {
    let Some(message) = &received.message else { return Interpreted::default() };
    let packet = received.packet.as_ref();
    let resent = packet.is_some_and(|packet| packet.resent);
    let mut interpreted = match message {
        Message::Upload(upload) => of_upload(device, upload, resent),
        Message::States(states) => equipment::states(states, resent),
        Message::RunTimes(times) => equipment::run_times(times, resent),
        other => event::of(other),
    };
    interpreted.notices.extend(received.left_out.iter().map(left_out));
    interpreted.notices.extend(packet.and_then(|packet| unread::notice(packet, message)));
    unfinished::mark(&mut interpreted, packet.and_then(|packet| packet.qn), now);
    interpreted.notices = noticed::once(interpreted.notices);
    interpreted
}

fn left_out(item: &LeftOut) -> NewNotice {
    let kind = match item.why {
        WhyLeft::Unreadable => NoticeKind::Unreadable,
        WhyLeft::Repeated => NoticeKind::Repeated,
        WhyLeft::Unknown => NoticeKind::UnknownItem,
    };
    NewNotice::new(kind, &item.key, &item.text)
}

fn of_upload(device: &KnownDevice, upload: &hj212::Upload, resent: bool) -> Interpreted {
    let interval = match upload.interval {
        hj212::Interval::Realtime => Interval::Realtime,
        hj212::Interval::Minute => Interval::Minute,
        hj212::Interval::FiveMinutes => Interval::FiveMinutes,
        hj212::Interval::Hour => Interval::Hour,
        hj212::Interval::Day => Interval::Day,
    };
    let at = Stamp::from_beijing(upload.data_time);
    let mut values: Vec<NewValue> = Vec::with_capacity(upload.readings.len());
    let mut taken: HashSet<Cow<'static, str>> = HashSet::with_capacity(upload.readings.len());
    let mut notices = Vec::new();
    for reading in &upload.readings {
        let pollutant = reading.pollutant.map_or_else(|| reading.code.clone(), |known| Cow::Borrowed(known.code));
        if !device.outlet.admits(&pollutant) {
            notices.push(NewNotice::new(NoticeKind::UnknownCode, &reading.code, &shown(reading)));
            continue;
        }
        // A code and its legacy twin in one packet would be one moment twice; the first one stands.
        if taken.contains(&pollutant) {
            notices.push(NewNotice::new(NoticeKind::Repeated, &reading.code, &shown(reading)));
            continue;
        }
        let figures = Reader { device, reading, interval, code: &pollutant, notices: &mut notices }.figures();
        if figures.say_something() {
            taken.insert(pollutant.clone());
            values.push(NewValue { pollutant, interval, at, figures, resent });
        } else if reading.extra.is_empty() {
            notices.push(NewNotice::new(NoticeKind::NoFigure, &reading.code, &shown(reading)));
        }
    }
    Interpreted { values, event: None, notices }
}

/// What stands behind a code that nobody knows.
fn shown(reading: &Reading) -> String {
    let figure = reading.rtd.or(reading.avg).or(reading.zs_rtd).or(reading.zs_avg).or(reading.cou);
    figure.map_or_else(|| reading.extra.first().map_or_else(String::new, |(_, text)| text.clone()), |f| f.to_string())
}

/// The two figures that say the same of one pollutant, each with its suffix: as it was measured, and converted to
/// reference oxygen.
#[derive(Clone, Copy)]
struct Pair {
    plain: Option<(&'static str, Decimal)>,
    converted: Option<(&'static str, Decimal)>,
}

/// The pair that counts.
#[derive(Clone, Copy)]
struct Counting {
    pair: Pair,
    /// Whether it is of another kind than the data are about. No mark of the logger's is a word about that.
    is_other: bool,
}

impl Pair {
    fn is_empty(self) -> bool {
        self.plain.is_none() && self.converted.is_none()
    }
}

/// Reads the figures of one pollutant, and notices what is wrong with each.
struct Reader<'a> {
    device: &'a KnownDevice,
    reading: &'a Reading,
    interval: Interval,
    code: &'a str,
    notices: &'a mut Vec<NewNotice>,
}

impl Reader<'_> {
    fn figures(&mut self) -> Figures {
        let reading = self.reading;
        let sent = self.sent_mark();
        let Counting { pair: Pair { plain, converted }, is_other } = self.what_counts();
        let value = converted.or(plain).map(|figure| self.concentration(figure));
        let measured = converted.and(plain).map(|figure| self.concentration(figure));
        let impossible = [value, measured].iter().flatten().any(|figure| !figure.possible);
        let doubted = impossible && sent.says_nothing();
        let low = reading.zs_min.map(|value| ("ZsMin", value)).or(reading.min.map(|value| ("Min", value)));
        let high = reading.zs_max.map(|value| ("ZsMax", value)).or(reading.max.map(|value| ("Max", value)));
        Figures {
            value: value.and_then(|figure| figure.stored),
            measured: measured.and_then(|figure| figure.stored),
            converted: converted.is_some(),
            low: low.and_then(|figure| self.only_possible(figure)),
            high: high.and_then(|figure| self.only_possible(figure)),
            amount: reading.cou.and_then(|sent| self.amount(sent)),
            flag: match (doubted, is_other) {
                (true, _) => DataFlag::IMPLAUSIBLE,
                (false, true) => DataFlag::OTHER_KIND,
                (false, false) => sent,
            },
        }
    }

    /// An instant value and a mean of one pollutant in one packet are two figures for one place. What the command is about
    /// counts: in real-time data the instant, in data of a period the mean, wherever it stands. The other is noticed. Where
    /// it stands alone it is kept as what it is; but beside an amount of the period it is left out, or its mark would cost
    /// the amount.
    fn what_counts(&mut self) -> Counting {
        let reading = self.reading;
        let named = |suffix, figure: Option<Decimal>| figure.map(|value| (suffix, value));
        let instant = Pair { plain: named("Rtd", reading.rtd), converted: named("ZsRtd", reading.zs_rtd) };
        let mean = Pair { plain: named("Avg", reading.avg), converted: named("ZsAvg", reading.zs_avg) };
        let (wanted, other) = if self.interval == Interval::Realtime { (instant, mean) } else { (mean, instant) };
        let is_other = wanted.is_empty() && !other.is_empty();
        let kind = if is_other { NoticeKind::OtherFigure } else { NoticeKind::SecondFigure };
        for (suffix, second) in [other.plain, other.converted].into_iter().flatten() {
            self.notice(kind, &format!("{}-{suffix}", self.code), &second.to_string());
        }
        let has_amount = self.interval != Interval::Realtime && reading.cou.is_some_and(plausible::is_plausible_amount);
        let is_kept = is_other && !has_amount;
        Counting { pair: if is_kept { other } else { wanted }, is_other: is_kept }
    }

    /// The mark by the logger's edition. Its absence means "normal" in the 2005 edition alone; treatment processes and
    /// instruments have none in any.
    fn sent_mark(&mut self) -> DataFlag {
        let is_old = self.device.edition == ProtocolEdition::E2005;
        // A mark that was sent and cannot be read is not the absence of one.
        let garbled = self.reading.extra.iter().find(|(suffix, _)| suffix.to_ascii_lowercase().starts_with("fl"));
        match self.reading.flag {
            Some(hj212::DataFlag::OutOfService) if is_old => DataFlag::SOURCE_STOPPED,
            Some(hj212::DataFlag::Other('P')) if is_old => DataFlag::POWER_FAILURE,
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
