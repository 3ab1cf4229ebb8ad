//! The queue of jobs, and mails that have not left.

mod list;
mod retry;

pub use list::{job_name, list};
pub use retry::retry;
