//! Whom a row of a delivery means.

use domain::matching::Named;

/// Whom a row means, and what it says of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Subject {
    /// What it is known by: the number of a meter, or `code:`, `permit:` or `name:` and what follows.
    pub word: String,
    /// What is said of it.
    pub named: Named,
    /// The device that stands there.
    pub device: String,
}
