//! What the form of a mark sends.

use domain::input::Input;
use serde::Deserialize;
use services::Seen;
use services::input::{Incoming, sound};
use services::marks::Words;
use validator::Validate;

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    /// Which of the two: `grant` or `refuse`.
    pub act: String,
    #[validate(custom(function = sound))]
    pub reason: Input<Words>,
    /// Where the mark stood on the page.
    pub seen: Seen,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["reason"];
}
