//! Moments that tell nobody apart.

use domain::time::{HOUR, Stamp};

/// The hour of a moment, as what a reporter does is noted: every term counts days.
pub(crate) const fn rough(at: Stamp) -> Stamp {
    at.floor(HOUR)
}
