//! What the form of an event sends.

use domain::exceedance::{EventOutcome, Ground};
use domain::input::Input;
use serde::Deserialize;
use services::Seen;
use services::exceedances::Words;
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
    pub outcome: Input<EventOutcome>,
    /// Only with the outcome that needs it; empty otherwise.
    #[validate(custom(function = sound))]
    pub ground: Input<Option<Ground>>,
    #[validate(custom(function = sound))]
    pub reason: Input<Words>,
    /// Where the event stood on the page.
    pub seen: Seen,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["question", "outcome", "ground", "reason"];
}

impl Sent {
    /// Whether the event is to be settled, and not asked about.
    pub fn settles(&self) -> bool {
        self.act == "settle"
    }
}
