//! Work to be done after the answer was given: rows in the database, so that nothing is lost between the two.
//!
//! A job is put in by the transaction that needs it. It runs at least once: after a crash again, after a failure
//! later and later, and after [`MOST_ATTEMPTS`] it stays, given up, for the administrator to see. So a job must bear
//! being run twice.

mod claim;
mod cross_check;
mod enqueue;
mod failure;
mod job;
mod list;
mod note_report;
mod retry;
mod run;
mod runner;
mod send_mail;

pub use claim::MOST_ATTEMPTS;
pub use cross_check::CrossCheck;
pub use enqueue::enqueue;
pub use failure::Failure;
pub use job::{Job, Lane};
pub use list::{Letter, Queue, Waiting, list};
pub use note_report::NoteReport;
pub use retry::retry;
pub use run::{run_next, run_one};
pub use runner::start;
pub use send_mail::SendMail;
