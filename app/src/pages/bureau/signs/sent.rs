//! What the form of a sign sends.

use domain::input::Input;
use domain::sign::SignOutcome;
use serde::Deserialize;
use services::Seen;
use services::dialogue::Words;
use services::input::{Incoming, sound};
use validator::Validate;

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    /// Which of the two: `ask` or `settle`.
    pub act: String,
    #[validate(custom(function = sound))]
    pub question: Input<Words>,
    #[validate(custom(function = sound))]
    pub outcome: Input<SignOutcome>,
    #[validate(custom(function = sound))]
    pub reason: Input<Words>,
    /// Where the sign stood on the page.
    pub seen: Seen,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["question", "outcome", "reason"];
}

impl Sent {
    /// Whether the sign is to be settled, and not asked about.
    pub fn settles(&self) -> bool {
        self.act == "settle"
    }
}
