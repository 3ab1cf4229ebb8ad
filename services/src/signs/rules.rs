//! The thresholds of signs (`data/signs.toml`): no law, the portal's own proposal.

use std::sync::LazyLock;

use domain::sign::SignRules;

use crate::law::{Unreadable, or_nothing, read};

/// The thresholds, with their days.
pub fn sign_rules() -> &'static SignRules {
    static RULES: LazyLock<SignRules> = LazyLock::new(|| or_nothing(read_rules()));
    &RULES
}

/// Whether the file can be read.
pub(crate) fn check() -> Result<(), Unreadable> {
    read_rules().map(|_| ())
}

fn read_rules() -> Result<SignRules, Unreadable> {
    read("signs.toml", include_str!("../../../data/signs.toml"))
}
