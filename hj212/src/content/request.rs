//! 1011, 3011 and 3012 downwards: requests that name at most an analyser.

use crate::{BuildError, Command, Content, Cp};

/// Read the clock, calibrate, take a sample: of an analyser, or of the logger itself.
///
/// ```
/// use hj212::{Command, Content, content::request::Request};
/// let sample = Request { command: Command::SampleNow, pol_id: Some("w01018".to_owned()) };
/// assert_eq!(sample.cp()?.as_str(), "PolId=w01018");
/// # Ok::<(), hj212::BuildError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Which.
    pub command: Command,
    /// `PolId`: the analyser that it is about; `None` for the logger itself.
    pub pol_id: Option<String>,
}

impl Content for Request {
    fn command(&self) -> Command {
        self.command
    }

    fn cp(&self) -> Result<Cp, BuildError> {
        Cp::builder().optional("PolId", self.pol_id.as_ref()).build()
    }
}
