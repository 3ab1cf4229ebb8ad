//! What the forms of a mark send.

use domain::input::Input;
use domain::time::Stamp;
use serde::Deserialize;
use services::Seen;
use services::input::{Incoming, sound};
use validator::Validate;

/// What the forms send.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    /// Which of the two: `withdraw` or `end`.
    pub act: String,
    #[validate(custom(function = sound))]
    pub ended_at: Input<Stamp>,
    /// Where the mark stood on the page.
    pub seen: Seen,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["ended_at"];
}
