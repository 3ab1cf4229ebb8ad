//! What the forms of holds send.

use serde::Deserialize;
use services::input::Incoming;
use services::retention::Holding;
use validator::Validate;

/// A hold that is asked for. What is wrong with it the use case says: it looks the enterprise and the case up.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    pub enterprise: String,
    pub case_no: String,
    pub reason: String,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["enterprise", "case_no", "reason"];
}

impl Sent {
    /// For the use case.
    pub fn holding(&self) -> Holding {
        let Self { enterprise, case_no, reason } = self.clone();
        Holding { enterprise, case_no, reason }
    }
}

/// Why a hold is lifted.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Lifting {
    pub lift_reason: String,
}

impl Incoming for Lifting {
    const FIELDS: &'static [&'static str] = &["lift_reason"];
}
