//! What other departments and companies deliver: taking it in, who is meant by it, what meters come to month by month; and
//! whether it comes in, beside the hours of the loggers.

mod bills;
mod deliver;
mod doubtful;
mod health;
mod hours;
mod provider;
mod settle;

pub use bills::{FeedHealth, Gap, Stopped};
pub use deliver::{Courier, Delivered, deliver};
pub use doubtful::{Doubt, doubtful, name};
pub use health::{Health, health};
pub use hours::{Hours, OutletHours};
pub use provider::{Listed, Provider, provider, providers};
pub(crate) use settle::settle;
