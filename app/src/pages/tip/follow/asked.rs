//! What the forms of a reporter send, and what became of it.

use domain::input::Input;
use serde::Deserialize;
use services::input::{Incoming, sound};
use services::tips::Said;
use validator::Validate;

use crate::web::Form;

/// What the forms send.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Asked {
    pub code: String,
    /// A message to be added; absent in the forms that only look.
    #[validate(custom(function = sound))]
    pub text: Option<Input<Said>>,
}

impl Incoming for Asked {
    const FIELDS: &'static [&'static str] = &["text"];
}

/// What became of a message.
pub enum Written {
    /// There was none.
    Nothing,
    /// It was added, now or when the form was sent before.
    Sent,
    /// It was not added, and is given back.
    Refused(Form<Asked>),
}
