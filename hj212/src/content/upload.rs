//! Measured values: 2011 real-time, 2051 minute, 2061 hour and 2031 day data, and 2111 means of a furnace over five minutes.

use std::{borrow::Cow, collections::HashMap};

use chrono::NaiveDateTime;

use crate::{
    BuildError, Command, Content, Cp, DataFlag, Defect, Item, Packet, ReadError, Reading, SystemType, WhyLeft,
    pollutant::{self, Medium},
    read::{Reader, is_like_a_figure},
    reading::FIGURES,
    time,
};

/// Over which period the values were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Interval {
    /// 2011 (实时数据).
    Realtime,
    /// 2051 (分钟数据), normally ten minutes.
    Minute,
    /// 2111 (炉膛温度五分钟均值), 2025 edition.
    FiveMinutes,
    /// 2061 (小时数据).
    Hour,
    /// 2031 (日数据).
    Day,
}

impl Interval {
    /// The interval that a command carries.
    pub const fn of(command: Command) -> Option<Self> {
        match command {
            Command::RealtimeData => Some(Self::Realtime),
            Command::MinuteData => Some(Self::Minute),
            Command::FurnaceData => Some(Self::FiveMinutes),
            Command::HourData => Some(Self::Hour),
            Command::DayData => Some(Self::Day),
            _ => None,
        }
    }

    /// The command that carries it.
    pub const fn command(self) -> Command {
        match self {
            Self::Realtime => Command::RealtimeData,
            Self::Minute => Command::MinuteData,
            Self::FiveMinutes => Command::FurnaceData,
            Self::Hour => Command::HourData,
            Self::Day => Command::DayData,
        }
    }
}

/// An upload of measured values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Which of the five commands.
    pub interval: Interval,
    /// `DataTime`, local time of the device: the instant of real-time data, else the *start* of the
    /// period (the hour from 08:00 to 09:00 is labelled 08:00 and arrives after 09:00).
    pub data_time: NaiveDateTime,
    /// One per pollutant, in the order of the wire.
    pub readings: Vec<Reading>,
    /// Items that belong to no pollutant.
    pub extra: Vec<(String, String)>,
}

impl Upload {
    /// An upload without values.
    pub const fn new(interval: Interval, data_time: NaiveDateTime) -> Self {
        Self { interval, data_time, readings: Vec::new(), extra: Vec::new() }
    }

    /// The same upload with one more reading.
    #[must_use]
    pub fn with(mut self, reading: Reading) -> Self {
        self.readings.push(reading);
        self
    }

    /// The reading of a code as sent.
    pub fn reading(&self, code: &str) -> Option<&Reading> {
        self.readings.iter().find(|reading| reading.code == code)
    }
}

impl Content for Upload {
    fn command(&self) -> Command {
        self.interval.command()
    }

    fn cp(&self) -> Result<Cp, BuildError> {
        let cp = Cp::builder().item("DataTime", self.data_time.format(time::FORMAT));
        let cp = self.readings.iter().fold(cp, |cp, reading| reading.write(cp));
        self.extra.iter().fold(cp, |cp, (key, text)| cp.group().item(key, text)).build()
    }
}

pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Upload, ReadError> {
    let Some(interval) = Interval::of(reader.packet.cn) else {
        return Err(ReadError::NotAnUpload(reader.packet.cn));
    };
    let mut upload = Upload::new(interval, reader.time("DataTime")?);
    let mut places = Places::default();
    for item in reader.packet.cp.items() {
        places.last = place(reader, &mut upload, item, &mut places);
    }
    if upload.readings.iter().any(has_lost_its_value) || upload.extra.iter().any(|(key, text)| is_lost(key, text)) {
        reader.note(Defect::LostValue);
    }
    Ok(upload)
}

/// The suffixes of what is said about measured values.
const ABOUT: [&str; 3] = ["SampleTime", "Flag", "EFlag"];

/// Whether figures were sent for a pollutant, and every one under a suffix that nobody knows: `w01018-td=30`. To
/// acknowledge that would be to say that they are stored.
fn has_lost_its_value(reading: &Reading) -> bool {
    let tried = reading.has_figures() || reading.unreadable().next().is_some();
    !tried && reading.extra.iter().any(|(suffix, text)| !is_noise(suffix) && is_like_a_figure(text))
}

/// Whether an item without a hyphen is a measured value all the same: `w01018_Rtd=30`, `w01018=30`.
fn is_lost(key: &str, text: &str) -> bool {
    let code = key.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let ends_as_one = || {
        let key = key.to_ascii_lowercase();
        FIGURES.iter().any(|suffix| key.ends_with(&suffix.to_ascii_lowercase()))
    };
    is_like_a_figure(text) && (pollutant::find(code).is_some() || Medium::of_code(code).is_some() || ends_as_one())
}

/// Where the item before went: its group and the index of its reading.
type Last = Option<(usize, usize)>;

/// Where the readings of an upload stand.
#[derive(Default)]
struct Places<'a> {
    last: Last,
    by_code: HashMap<Cow<'a, str>, usize>,
}

fn place<'a>(reader: &mut Reader<'a>, upload: &mut Upload, item: Item<'a>, places: &mut Places<'a>) -> Last {
    let value = item.value.unwrap_or_default();
    let Some((code, suffix)) = item.key.rsplit_once('-') else {
        if item.key != "DataTime" {
            reader.note(Defect::VendorSuffix);
            reader.leave(WhyLeft::Unknown, item.key, value);
            upload.extra.push((item.key.to_owned(), value.to_owned()));
        }
        return None;
    };
    let code = in_its_case(reader, code);
    let index = find_or_add(reader, upload, code, places);
    check_separator(reader, item.group, index, places.last);
    put(reader, &mut upload.readings[index], suffix, value);
    Some((item.group, index))
}

/// The code as the table writes it, where only the case of its letters differs.
fn in_its_case<'a>(reader: &mut Reader<'_>, code: &'a str) -> Cow<'a, str> {
    if code.is_ascii() && pollutant::find(code).is_none() {
        for other in [code.to_ascii_lowercase(), code.to_ascii_uppercase()] {
            if pollutant::find(&other).is_some() {
                reader.note(Defect::OddCase);
                return Cow::Owned(other);
            }
        }
    }
    Cow::Borrowed(code)
}

/// Nearly always the reading of the item before, so that one is tried first.
fn find_or_add<'a>(reader: &mut Reader<'a>, upload: &mut Upload, code: Cow<'a, str>, places: &mut Places<'a>) -> usize {
    let readings = &mut upload.readings;
    if let Some((_, index)) = places.last.filter(|(_, index)| readings[*index].code == code) {
        return index;
    }
    if let Some(index) = places.by_code.get(&code) {
        return *index;
    }
    let reading = Reading::received(&code);
    note_code(reader, &reading);
    readings.push(reading);
    places.by_code.insert(code, readings.len() - 1);
    readings.len() - 1
}

fn note_code(reader: &mut Reader<'_>, reading: &Reading) {
    match reading.pollutant {
        None => reader.note(Defect::UnknownPollutant),
        Some(known) if known.legacy == Some(reading.code.as_ref()) => reader.note(Defect::LegacyCode),
        Some(_) => {}
    }
    let medium = reading.pollutant.map_or_else(|| Medium::of_code(&reading.code), |known| Some(known.medium));
    let wrong = match reader.packet.st {
        SystemType::WaterSource => Medium::Air,
        SystemType::AirSource => Medium::Water,
        _ => return,
    };
    if medium == Some(wrong) {
        reader.note(Defect::SystemTypeMismatch);
    }
}

fn check_separator(reader: &mut Reader<'_>, group: usize, index: usize, last: Last) {
    match last {
        Some((before, reading)) if before == group && reading != index => reader.note(Defect::CommaForSemicolon),
        Some((before, reading)) if before != group && reading == index => reader.note(Defect::SemicolonForComma),
        _ => {}
    }
}

/// Puts one value where it belongs; what has no place is kept as text.
fn put(reader: &mut Reader<'_>, reading: &mut Reading, suffix: &str, value: &str) {
    let known = FIGURES.iter().chain(&ABOUT).find(|known| known.eq_ignore_ascii_case(suffix));
    if known.is_some_and(|known| *known != suffix) {
        reader.note(Defect::OddCase);
    }
    let suffix = known.copied().unwrap_or(suffix);
    let placed = match suffix {
        "SampleTime" => fill(&mut reading.sample_time, reader.stamp(value)),
        "Flag" => fill(&mut reading.flag, data_flag(reader, value)),
        "EFlag" => fill(&mut reading.eflag, Some(value.to_owned())),
        _ => match reading.number(suffix) {
            Some(slot) => fill(slot, reader.decimal(value)),
            None if is_noise(suffix) => Err(None),
            None => Err(Some(Defect::VendorSuffix)),
        },
    };
    let Err(defect) = placed else { return };
    // Production conditions are words, such as `p99101-Rtd=St`.
    let is_word = defect == Some(Defect::BadValue) && reader.packet.st == SystemType::ProductionCondition;
    match defect {
        Some(Defect::BadValue) if !is_word => reader.note_unreadable(value),
        Some(defect) if !is_word => reader.note(defect),
        _ => {}
    }
    let why = match defect {
        Some(Defect::BadValue) => WhyLeft::Unreadable,
        Some(Defect::DuplicateItem) => WhyLeft::Repeated,
        _ => WhyLeft::Unknown,
    };
    reader.leave(why, format!("{}-{suffix}", reading.code), value);
    reading.extra.push((suffix.to_owned(), value.to_owned()));
}

/// Fills an empty place. The error is what to note about a value that stays text.
fn fill<T>(slot: &mut Option<T>, value: Option<T>) -> Result<(), Option<Defect>> {
    if slot.is_some() {
        return Err(Some(Defect::DuplicateItem));
    }
    *slot = value;
    slot.is_some().then_some(()).ok_or(Some(Defect::BadValue))
}

fn data_flag(reader: &mut Reader<'_>, value: &str) -> Option<DataFlag> {
    let flag = DataFlag::parse(value)?;
    if !flag.is_known() {
        reader.note(Defect::UnknownFlag);
    }
    Some(flag)
}

/// Suffixes of the standard that only noise monitors use.
fn is_noise(suffix: &str) -> bool {
    matches!(suffix, "Data" | "DayData" | "NightData")
}

impl Packet {
    /// The measured values, where the packet is an upload of command 2011, 2051, 2061 or 2031.
    ///
    /// # Errors
    /// [`ReadError::NotAnUpload`] for other commands; else what is wrong with `DataTime`.
    pub fn upload(&self) -> Result<Upload, ReadError> {
        read(&mut Reader::new(self))
    }
}
