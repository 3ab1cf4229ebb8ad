//! 1012 and 1013: the clock of the logger or of an analyser.

use chrono::NaiveDateTime;

use crate::{BuildError, Command, Content, Cp, ReadError, read::Reader, time};

/// 1013: the device asks for its clock to be set. Answer with 9013, then send [`SetClock`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClockWanted {
    /// `PolId`: the analyser whose clock it is; `None` for the logger itself.
    pub pol_id: Option<String>,
}

/// 1012: set the clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetClock {
    /// `PolId`: the analyser whose clock it is; `None` for the logger itself.
    pub pol_id: Option<String>,
    /// `SystemTime`: local time.
    pub system_time: NaiveDateTime,
}

impl Content for ClockWanted {
    fn command(&self) -> Command {
        Command::ClockWanted
    }

    fn cp(&self) -> Result<Cp, BuildError> {
        Cp::builder().optional("PolId", self.pol_id.as_ref()).build()
    }
}

impl Content for SetClock {
    fn command(&self) -> Command {
        Command::SetClock
    }

    fn cp(&self) -> Result<Cp, BuildError> {
        let cp = Cp::builder().optional("PolId", self.pol_id.as_ref());
        cp.group().item("SystemTime", self.system_time.format(time::FORMAT)).build()
    }
}

pub(crate) fn read_wanted(reader: &mut Reader<'_>) -> ClockWanted {
    reader.leave_all_but(&["PolId"]);
    ClockWanted { pol_id: reader.owned("PolId") }
}

pub(crate) fn read_set(reader: &mut Reader<'_>) -> Result<SetClock, ReadError> {
    Ok(SetClock { pol_id: reader.owned("PolId"), system_time: reader.time("SystemTime")? })
}
