//! 2051, 2061, 2031 and 2041 downwards: send stored data of a period again (补传).

use chrono::NaiveDateTime;

use crate::{BuildError, Command, Content, Cp, ReadError, read::Reader, time};

/// A request for stored data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backfill {
    /// Which data: minute, hour, day or run times.
    pub command: Command,
    /// `BeginTime`: label of the first period.
    pub begin: NaiveDateTime,
    /// `EndTime`: label of the last period.
    pub end: NaiveDateTime,
}

impl Content for Backfill {
    fn command(&self) -> Command {
        self.command
    }

    fn cp(&self) -> Result<Cp, BuildError> {
        let cp = Cp::builder().item("BeginTime", self.begin.format(time::FORMAT));
        cp.group().item("EndTime", self.end.format(time::FORMAT)).build()
    }
}

/// Data carry `DataTime`, the request for them does not.
pub(crate) fn is_request(reader: &Reader<'_>) -> bool {
    reader.text("BeginTime").is_some() && reader.text("DataTime").is_none()
}

pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Backfill, ReadError> {
    let command = reader.packet.cn;
    Ok(Backfill { command, begin: reader.time("BeginTime")?, end: reader.time("EndTime")? })
}
