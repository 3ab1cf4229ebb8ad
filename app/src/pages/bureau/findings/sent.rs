//! What the form of a finding sends.

use domain::finding::Outcome;
use domain::input::Input;
use serde::Deserialize;
use services::Seen;
use services::findings::Words;
use services::input::{Incoming, sound};
use validator::Validate;

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    /// Which of the two: `ask` or `close`.
    pub act: String,
    #[validate(custom(function = sound))]
    pub question: Input<Words>,
    #[validate(custom(function = sound))]
    pub outcome: Input<Outcome>,
    #[validate(custom(function = sound))]
    pub reason: Input<Words>,
    /// Where the finding stood on the page.
    pub seen: Seen,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["question", "outcome", "reason"];
}

impl Sent {
    /// Whether the finding is to be settled, and not asked about.
    pub fn closes(&self) -> bool {
        self.act == "close"
    }
}
