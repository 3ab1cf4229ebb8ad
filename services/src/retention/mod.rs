//! Rows past their term: which would go, what holds them back, and how they go.
//!
//! Terms stand in `data/retention.toml`. Nothing goes that belongs to an enterprise under a legal hold or with a live case,
//! nor what an open finding or declaration may still look at. Frames and values are written into an archive, in the form of
//! an export, before they go; without one they stay. What went is noted by class and count, here and in the audit log, and
//! never what it was.

mod archive;
mod guards;
mod holds;
mod nightly;
mod preview;
mod remove;
mod rules;
mod terms;

pub use holds::{Hold, Holding, lift, place};
pub use nightly::keep;
pub use preview::{Due, Log, Overview, due, overview};
pub use remove::{Gone, remove};
pub(crate) use terms::check;
