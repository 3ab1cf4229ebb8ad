//! What the forms of the page send.

use domain::access::Action;
use domain::command::CommandKind;
use domain::input::Input;
use domain::time::Stamp;
use serde::Deserialize;
use services::Error;
use services::commands::{NewCommand, Reason, Seconds};
use services::input::{Incoming, sound};
use validator::Validate;

use crate::web::{Form, Member};

/// The fields of a new command.
pub const ASKED: &[&str] = &["kind", "analyser", "from", "to", "over_time", "re_count", "reason"];
/// The field with the reason why the portal may ask by itself, or not.
pub const SWITCH: &str = "switch_reason";

/// What a form of the page sends.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    #[validate(custom(function = sound))]
    pub kind: Input<CommandKind>,
    /// Code of an analyser; empty for the logger itself.
    pub analyser: String,
    #[validate(custom(function = sound))]
    pub from: Input<Option<Stamp>>,
    #[validate(custom(function = sound))]
    pub to: Input<Option<Stamp>>,
    #[validate(custom(function = sound))]
    pub over_time: Input<Seconds>,
    #[validate(custom(function = sound))]
    pub re_count: Input<Seconds>,
    #[validate(custom(function = sound))]
    pub reason: Input<Reason>,
    #[validate(custom(function = sound))]
    pub switch_reason: Input<Reason>,
    /// The command that is taken back.
    pub id: String,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] =
        &["kind", "analyser", "from", "to", "over_time", "re_count", "reason", SWITCH];
}

impl Sent {
    /// The command that is wanted.
    pub fn command(&self) -> Result<NewCommand, Error> {
        Ok(NewCommand {
            kind: *self.kind.get()?,
            pol_id: self.analyser.trim().to_owned(),
            from: *self.from.get()?,
            to: *self.to.get()?,
            over_time: **self.over_time.get()?,
            re_count: **self.re_count.get()?,
            reason: self.reason.typed().to_owned(),
        })
    }
}

/// The form, where this person may send it and nothing is wrong with it.
pub fn ready<'a>(member: &Member, form: &'a Form<Sent>) -> Result<&'a Sent, Error> {
    form.ready(member.actor(), Action::CommandDevices)
}
