//! The audit log: who did what, when, and to what.

mod acts;
mod asked;
mod detail;
mod file;
mod list;
mod subject;

pub use file::file;
pub use list::list;
