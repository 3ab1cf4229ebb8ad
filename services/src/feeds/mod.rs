//! Whether the data that declarations are compared with comes in: month by month from the grid, the waterworks and the
//! tax office, hour by hour from the loggers.

mod bills;
mod health;
mod hours;

pub use bills::{FeedHealth, Gap, Stopped};
pub use health::{Health, health};
pub use hours::{Hours, OutletHours};
