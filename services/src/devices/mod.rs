//! The data loggers as the administrator sees them: what each sent, what was refused and why.

mod counts;
mod file;
mod frames;
mod list;
pub mod reason;
mod report;
mod standing;
mod strangers;
mod switch;
mod wire;

pub use counts::{Day, Refused};
pub use file::{DeviceFile, Event, show};
pub use frames::Frame;
pub use list::{DeviceRow, Overview, Wanted, list};
pub use report::{DeviceReport, Strangers, report};
pub use standing::Standing;
pub use switch::{LONGEST_REASON, disable, enable};
