//! What is posted.

use domain::{lang::Lang, message_kind::MessageKind, time::Stamp};
use serde::{Deserialize, Serialize};

use crate::mail::Template;

/// A message as the receiver reads it. Who gets it is told by login, which the city's gateway
/// knows; no address is in it. The texts are those of the mail, which greet by name and name the enterprise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payload {
    /// What it is about.
    pub kind: MessageKind,
    /// The login of whom it is for.
    pub to: String,
    /// When it was written, in Beijing's time.
    pub at: String,
    /// Its subject.
    pub subject: Both,
    /// Its text.
    pub text: Both,
}

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Both {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Payload {
    pub(super) fn of(to: &str, at: Stamp, template: &impl Template) -> Self {
        let both = |text: &dyn Fn(Lang) -> String| Both { zh: text(Lang::Zh), en: text(Lang::En) };
        Self {
            kind: template.kind(),
            to: to.to_owned(),
            at: at.rfc3339(),
            subject: both(&|lang| template.subject_in(lang)),
            text: both(&|lang| template.body_in(lang)),
        }
    }
}
