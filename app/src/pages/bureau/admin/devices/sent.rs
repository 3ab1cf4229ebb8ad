//! What the forms of a logger's page send.

use domain::access::Action;
use domain::input::Input;
use domain::lang::Lang;
use serde::Deserialize;
use services::devices::Reason;
use services::input::{Incoming, sound};
use services::{Conflict, Error};
use validator::Validate;

use crate::pages::parts::issue;
use crate::texts::admin_device as texts;
use crate::web::{Form, Member};

/// The field with the reason why old values are published or not.
pub const HELD: &str = "held_reason";
/// The field with the reason why the password is wanted.
pub const PASSWORD: &str = "password_reason";

/// What a form of the page sends.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    #[validate(custom(function = sound))]
    pub reason: Input<Reason>,
    /// Why the password is wanted.
    #[validate(custom(function = sound))]
    pub password_reason: Input<Reason>,
    /// Why old values are published or not.
    #[validate(custom(function = sound))]
    pub held_reason: Input<Reason>,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &[HELD, PASSWORD, "reason"];
}

/// What was typed into a field, and what is wrong with it. Where there was nothing left to do the field may belong to
/// another form by now: what was typed stands in what [`settled`] says.
pub fn of(lang: Lang, form: &Form<Sent>, field: &str) -> (String, Option<String>) {
    if form.conflict.is_some() {
        return (String::new(), None);
    }
    let input = match field {
        PASSWORD => &form.typed.password_reason,
        HELD => &form.typed.held_reason,
        _ => &form.typed.reason,
    };
    (input.typed().to_owned(), issue::at(lang, &form.issues, field))
}

/// That there was nothing left to do, with the reason that was typed for it.
pub fn settled(lang: Lang, form: &Form<Sent>) -> Option<String> {
    let Sent { reason, held_reason, .. } = &form.typed;
    match form.conflict.as_ref()? {
        Conflict::DisabledAlready => Some(texts::already_disabled(lang, reason.typed())),
        Conflict::EnabledAlready => Some(texts::already_enabled(lang, reason.typed())),
        Conflict::Overtaken => Some(texts::switched_back(lang, reason.typed())),
        Conflict::NothingHeld => Some(texts::already_decided(lang, held_reason.typed())),
        _ => None,
    }
}

/// The form of a field, where this person may send it and gave a reason.
pub fn ready<'a>(member: &Member, form: &'a Form<Sent>) -> Result<&'a Sent, Error> {
    form.ready(member.actor(), Action::ManageDevices)
}
