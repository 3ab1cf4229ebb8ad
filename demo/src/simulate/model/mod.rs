//! What the outlets of the demo city discharge: a pure function of (seed, time).
//!
//! The history that `demo` writes and the frames that the simulator sends come from this one model, so live values
//! continue the history without a seam. It has levels that fit into one another: a day is the flow-weighted mean of
//! its hours, an hour the mean of its six ten-minute values, and an instant trembles around its ten minutes.

mod channel;
mod figure;
mod hour;
mod load;
pub mod noise;
mod outlet;
mod plant;
mod sample;
mod script;

pub use channel::{Channel, Kind, Site, channels, nominal_flow};
pub use figure::Figure;
pub use outlet::Outlet;
pub use plant::Plant;
pub use sample::Sample;
pub use script::Script;
