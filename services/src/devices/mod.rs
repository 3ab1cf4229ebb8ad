//! The data loggers as the administrator sees them: what each sent, what was refused and why.

mod by_mn;
mod counts;
mod frames;
mod held;
mod list;
mod notices;
mod password;
pub mod reason;
mod report;
mod show;
mod status;
mod switch;
mod unknown;
mod wire;

/// How many MiB of a logger's refused frames are kept in a day; the others are counted.
pub const REFUSED_KEPT_MIB: u32 = 1;

pub(crate) use by_mn::by_mn;
pub use counts::{Day, Refused};
pub use frames::Frame;
pub use held::{Held, discard, release};
pub use list::{DeviceRow, Overview, Wanted, list};
pub use notices::Notice;
pub use password::reveal_password;
pub use report::{DeviceReport, Strangers, report};
pub use show::{DeviceFile, Event, show};
pub use status::DeviceStatus;
pub use switch::{LONGEST_REASON, Reason, disable, enable};
pub use unknown::{Knocking, knocking};
