//! 1062 and 1064: how often real-time and minute data are sent.

use crate::{BuildError, Command, Content, Cp, ReadError, read::Reader};

/// 1062: interval of real-time data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SetRealtimeInterval {
    /// `RtdInterval`: seconds, 30 to 3600.
    pub seconds: u16,
}

/// 1064: interval of minute data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SetMinuteInterval {
    /// `MinInterval`: minutes, one of 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30.
    pub minutes: u16,
}

impl Content for SetRealtimeInterval {
    fn command(&self) -> Command {
        Command::SetRealtimeInterval
    }

    fn cp(&self) -> Result<Cp, BuildError> {
        Cp::builder().item("RtdInterval", self.seconds).build()
    }
}

impl Content for SetMinuteInterval {
    fn command(&self) -> Command {
        Command::SetMinuteInterval
    }

    fn cp(&self) -> Result<Cp, BuildError> {
        Cp::builder().item("MinInterval", self.minutes).build()
    }
}

pub(crate) fn read_realtime(reader: &Reader<'_>) -> Result<SetRealtimeInterval, ReadError> {
    Ok(SetRealtimeInterval { seconds: reader.number("RtdInterval")? })
}

pub(crate) fn read_minute(reader: &Reader<'_>) -> Result<SetMinuteInterval, ReadError> {
    Ok(SetMinuteInterval { minutes: reader.number("MinInterval")? })
}
