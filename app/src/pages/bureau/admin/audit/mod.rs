//! The audit log: who did what, when, and to what.

mod acts;
mod detail;
mod list;
mod subject;

pub use list::list;
