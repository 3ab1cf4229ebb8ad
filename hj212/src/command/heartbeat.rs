//! 9015: the device is there (心跳).

use crate::{BuildError, Command, Content, Cp, read::Reader};

/// A heartbeat says nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Heartbeat;

impl Content for Heartbeat {
    fn command(&self) -> Command {
        Command::Heartbeat
    }

    fn cp(&self) -> Result<Cp, BuildError> {
        Ok(Cp::default())
    }
}

pub(crate) fn read(reader: &mut Reader<'_>) -> Heartbeat {
    reader.leave_all_but(&[]);
    Heartbeat
}
