//! The desk of alarms (告警台): what waits about the data of outlets, by gravity: events of exceedance and signs in the data, together
//! where they are of one outlet, with what an official needs to go on.

mod desk;
mod filter;
mod place;

pub use desk::desk;
pub use filter::{Filter, Show, What};
pub use place::{Day, Place, TipsNear};
