//! Whether a logger is heard.

use domain::time::Stamp;

use super::counts::Heard;
use crate::public::SILENT_AFTER;

/// Whether a logger is heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceStatus {
    /// Its frames are taken.
    Heard,
    /// Nothing that could be taken has come from it for an hour.
    Silent,
    /// Its frames are refused because the administrator disabled it.
    Disabled,
    /// It is closed, or what it stands at: its frames are refused, and nobody misses them.
    Closed,
}

impl DeviceStatus {
    pub(super) fn of((disabled, closed): (bool, bool), heard: Heard, now: Stamp) -> Self {
        match heard.taken_at {
            _ if closed => Self::Closed,
            _ if disabled => Self::Disabled,
            Some(at) if now.since(at) <= SILENT_AFTER => Self::Heard,
            _ => Self::Silent,
        }
    }
}
