//! What is looked at at once.

use domain::{measurement::Interval, time::Stamp};

/// A stretch of the means of an outlet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) outlet_id: i64,
    pub(super) interval: Interval,
    /// The start of the first period.
    pub(super) from: Stamp,
    /// The end of the last one.
    pub(super) to: Stamp,
}
