//! Why the gateway refuses a frame that is well made. Defects of the frame itself have their own codes
//! (`hj212::Defect`).

/// The number is none of the register's.
pub const UNKNOWN_DEVICE: &str = "unknown_device";
/// The password is not the logger's.
pub const WRONG_PASSWORD: &str = "wrong_password";
/// The administrator has disabled the logger.
pub const DEVICE_DISABLED: &str = "device_disabled";
/// The logger is closed, or what it stands at.
pub const DEVICE_CLOSED: &str = "device_closed";
/// A figure is beyond what the store can hold. Frames are no longer refused for it: the value alone is marked.
pub const VALUE_OUT_OF_RANGE: &str = "value_out_of_range";
pub use crate::monitoring::record::{DISCARDED, HELD, RELEASED, UNSTORABLE};

/// The logger's clock is more than ten minutes ahead.
pub const CLOCK_AHEAD: &str = "clock_ahead";
