//! Work to be done after the answer was given: rows in the database, so that nothing is lost between the two.
//!
//! A job is put in by the transaction that needs it, and done by the [`worker`](crate::worker). It runs at least once: after
//! a crash again, after a failure later and later, and after [`MOST_ATTEMPTS`] it stays, given up, for the administrator to
//! see. So a job must bear being run twice.

mod claim;
mod enqueue;
mod failure;
mod job;
mod list;
mod retry;

pub use claim::MOST_ATTEMPTS;
pub(crate) use claim::{claim, done, put_back};
pub use enqueue::enqueue;
pub(crate) use enqueue::read;
pub use failure::Failure;
pub use job::{CountTerms, CrossCheck, Job, Lane, NoteReport, PostMessage, Report, SendMail, SettleBills};
pub use list::{Letter, Queue, Waiting, given_up, list};
pub use retry::retry;
