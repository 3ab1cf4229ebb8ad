//! 2021: states of treatment equipment (污染治理设施运行状态).

use std::{collections::HashSet, fmt};

use chrono::NaiveDateTime;

use crate::{
    BuildError, Command, Content, Cp, Defect, ReadError, WhyLeft,
    read::{Reader, digits, is_like_a_figure},
    time,
};

/// `SBn-RS` of every piece of equipment at one instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct States {
    /// `DataTime`: the instant.
    pub data_time: NaiveDateTime,
    /// Number of the equipment and its state, in the order of the wire.
    pub states: Vec<(u16, RunState)>,
}

/// What a piece of equipment does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RunState {
    /// 0: off (关闭).
    Off,
    /// 1: running (运行).
    Running,
    /// 2: calibrating (校准).
    Calibrating,
    /// 3: under maintenance (维护).
    Maintenance,
    /// 4: alarm (报警).
    Alarm,
    /// 5: flushing back (反吹).
    BackFlush,
    /// Any other number, kept as it came.
    Other(u16),
}

impl RunState {
    /// The number on the wire.
    pub const fn code(self) -> u16 {
        match self {
            Self::Off => 0,
            Self::Running => 1,
            Self::Calibrating => 2,
            Self::Maintenance => 3,
            Self::Alarm => 4,
            Self::BackFlush => 5,
            Self::Other(code) => code,
        }
    }
}

impl From<u16> for RunState {
    fn from(code: u16) -> Self {
        match code {
            0 => Self::Off,
            1 => Self::Running,
            2 => Self::Calibrating,
            3 => Self::Maintenance,
            4 => Self::Alarm,
            5 => Self::BackFlush,
            other => Self::Other(other),
        }
    }
}

impl fmt::Display for RunState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.code().fmt(f)
    }
}

impl Content for States {
    fn command(&self) -> Command {
        Command::EquipmentState
    }

    fn cp(&self) -> Result<Cp, BuildError> {
        let cp = Cp::builder().item("DataTime", self.data_time.format(time::FORMAT));
        self.states.iter().fold(cp, |cp, (number, state)| cp.group().item(format_args!("SB{number}-RS"), state)).build()
    }
}

pub(crate) fn read(reader: &mut Reader<'_>) -> Result<States, ReadError> {
    let data_time = reader.time("DataTime")?;
    let states = equipment(reader, "RS", |_, value| digits(value).filter(|_| !value.is_empty()).map(RunState::from));
    Ok(States { data_time, states })
}

/// The items `SBn-suffix`, each value read by `value`; whatever else stands there is noted and left out.
pub(super) fn equipment<'a, T>(
    reader: &mut Reader<'a>,
    suffix: &str,
    value: impl Fn(&mut Reader<'a>, &str) -> Option<T>,
) -> Vec<(u16, T)> {
    let mut all: Vec<(u16, T)> = Vec::new();
    let mut read = HashSet::new();
    for item in reader.packet.cp.items().filter(|item| item.key != "DataTime") {
        let text = item.value.unwrap_or_default();
        let Some(number) = number_of(reader, item.key, suffix) else {
            let lost = item.key.get(..2).is_some_and(|name| name.eq_ignore_ascii_case("SB")) && is_like_a_figure(text);
            reader.note(if lost { Defect::LostValue } else { Defect::VendorSuffix });
            reader.leave(WhyLeft::Unknown, item.key, text);
            continue;
        };
        if read.contains(&number) {
            reader.note(Defect::DuplicateItem);
            reader.leave(WhyLeft::Repeated, item.key, text);
            continue;
        }
        if let Some(value) = value(reader, text) {
            read.insert(number);
            all.push((number, value));
        } else {
            reader.note_unreadable(text);
            reader.leave(WhyLeft::Unreadable, item.key, text);
        }
    }
    all
}

fn number_of(reader: &mut Reader<'_>, key: &str, suffix: &str) -> Option<u16> {
    let (name, found) = key.rsplit_once('-')?;
    let (start, number) = name.split_at_checked("SB".len())?;
    if !found.eq_ignore_ascii_case(suffix) || !start.eq_ignore_ascii_case("SB") || number.is_empty() {
        return None;
    }
    if found != suffix || start != "SB" {
        reader.note(Defect::OddCase);
    }
    digits(number)
}
