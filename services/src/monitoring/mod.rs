//! What the loggers send: recording it, knowing the newest of it, telling others.
//!
//! A frame's way: `interpret` turns a packet into values in the units of the limits, `record` stores frame and values
//! in one commit, and `live` then knows and tells the newest values. `own_means` works out the means of the hours and days
//! in which anything came, and `to_judge` which means have to be held against their limits.

pub mod interpret;
pub mod live;
mod means;
mod measurement;
pub mod own_means;
pub mod record;
pub mod registry;
mod restore;
pub(crate) mod to_judge;
pub(crate) mod trial;

pub use means::OutletMeans;
pub use measurement::Measurement;
pub use restore::{read, restore};
