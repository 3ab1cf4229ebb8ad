//! 2081: the data logger was started (数采仪开机).

use chrono::NaiveDateTime;

use crate::{BuildError, Command, Content, Cp, ReadError, read::Reader, time};

/// When the logger came up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Restart {
    /// `DataTime`: when the message was made.
    pub data_time: NaiveDateTime,
    /// `RestartTime`: when the logger came up.
    pub restart_time: NaiveDateTime,
}

impl Content for Restart {
    fn command(&self) -> Command {
        Command::Restart
    }

    fn cp(&self) -> Result<Cp, BuildError> {
        let cp = Cp::builder().item("DataTime", self.data_time.format(time::FORMAT));
        cp.group().item("RestartTime", self.restart_time.format(time::FORMAT)).build()
    }
}

pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Restart, ReadError> {
    reader.leave_all_but(&["DataTime", "RestartTime"]);
    Ok(Restart { data_time: reader.time("DataTime")?, restart_time: reader.time("RestartTime")? })
}
