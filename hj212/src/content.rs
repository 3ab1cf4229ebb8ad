//! What the CP of each command holds: one module per family of commands.

pub mod answer;
pub mod backfill;
pub mod clock;
pub mod info;
pub mod interval;
mod reply;
pub mod request;
pub mod restart;
pub mod run_times;
pub mod serial_number;
pub mod states;
pub mod timeouts;
pub mod upload;

use crate::{BuildError, Command, Cp};

/// What a command says: the typed counterpart of CP.
pub trait Content {
    /// The command that carries it.
    fn command(&self) -> Command;

    /// Its items.
    ///
    /// # Errors
    /// [`BuildError`] where a text holds what the protocol cannot carry.
    fn cp(&self) -> Result<Cp, BuildError>;
}

/// A command that says nothing beyond itself, such as a heartbeat.
impl Content for Command {
    fn command(&self) -> Command {
        *self
    }

    fn cp(&self) -> Result<Cp, BuildError> {
        Ok(Cp::default())
    }
}
