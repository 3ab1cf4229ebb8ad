//! Doing the [`jobs`](crate::jobs): each kind has a file that says what is done.

mod count_terms;
mod cross_check;
mod note_report;
mod run;
mod runner;
mod send_mail;
mod settle_bills;

pub use run::{run_next, run_one};
pub use runner::start;
