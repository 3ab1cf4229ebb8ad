//! What the forms send.

use domain::credit_code::CreditCode;
use domain::input::Input;
use serde::Deserialize;
use services::Seen;
use services::input::{Incoming, sound};
use services::register::Reason;
use validator::Validate;

/// Two are one.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Merging {
    #[validate(custom(function = sound))]
    pub stays: Input<CreditCode>,
    #[validate(custom(function = sound))]
    pub reason: Input<Reason>,
    /// How both stood on the page.
    pub seen: Seen,
}

impl Incoming for Merging {
    const FIELDS: &'static [&'static str] = &["stays", "reason"];
}

/// Two are two.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Apart {
    #[validate(custom(function = sound))]
    pub apart_reason: Input<Reason>,
    /// How both stood on the page.
    pub seen: Seen,
}

impl Incoming for Apart {
    const FIELDS: &'static [&'static str] = &["apart_reason"];
}

/// A merging is undone.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Undoing {
    #[validate(custom(function = sound))]
    pub reason: Input<Reason>,
    /// How the merging stood on the page.
    pub seen: Seen,
}

impl Incoming for Undoing {
    const FIELDS: &'static [&'static str] = &["reason"];
}
