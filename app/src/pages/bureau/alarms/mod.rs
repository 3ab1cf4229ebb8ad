//! The desk of alarms.

mod filter;
mod place;
mod show;

pub use show::show;
