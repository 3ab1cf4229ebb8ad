//! 1000: how long to wait for an answer and how often to repeat.

use crate::{BuildError, Command, Content, Cp, ReadError, read::Reader};

/// Time-out and number of repetitions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SetTimeouts {
    /// `OverTime`: seconds to wait for an answer, 1 to 99.
    pub over_time: u16,
    /// `ReCount`: how often to send again, 1 to 99.
    pub re_count: u16,
}

impl Content for SetTimeouts {
    fn command(&self) -> Command {
        Command::SetTimeouts
    }

    fn cp(&self) -> Result<Cp, BuildError> {
        Cp::builder().item("OverTime", self.over_time).group().item("ReCount", self.re_count).build()
    }
}

pub(crate) fn read(reader: &Reader<'_>) -> Result<SetTimeouts, ReadError> {
    Ok(SetTimeouts { over_time: reader.number("OverTime")?, re_count: reader.number("ReCount")? })
}
