//! 2041: how long treatment equipment ran on a day (污染治理设施运行时间).

use chrono::NaiveDateTime;
use rust_decimal::Decimal;

use super::states::equipment;
use crate::{BuildError, Command, Content, Cp, ReadError, read::Reader, time};

/// `SBn-RT` of every piece of equipment for one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunTimes {
    /// `DataTime`: the start of the day.
    pub data_time: NaiveDateTime,
    /// Number of the equipment and its hours as sent, in the order of the wire. A day has 24; what to make of more is for the
    /// caller to say.
    pub hours: Vec<(u16, Decimal)>,
}

impl Content for RunTimes {
    fn command(&self) -> Command {
        Command::RunTimes
    }

    fn cp(&self) -> Result<Cp, BuildError> {
        let cp = Cp::builder().item("DataTime", self.data_time.format(time::FORMAT));
        self.hours.iter().fold(cp, |cp, (number, hours)| cp.group().item(format_args!("SB{number}-RT"), hours)).build()
    }
}

pub(crate) fn read(reader: &mut Reader<'_>) -> Result<RunTimes, ReadError> {
    let data_time = reader.time("DataTime")?;
    Ok(RunTimes { data_time, hours: equipment(reader, "RT", Reader::decimal) })
}
