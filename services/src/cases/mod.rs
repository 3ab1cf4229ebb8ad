//! Cases (行政处罚案件) on the bureau's side: an officer writes, a reviewer clears, a publisher publishes. What
//! becomes of a published case an officer reports, and a publisher publishes.
//!
//! The review is that of the text before it is published (公开前审核). The legal review that has to come before the decision
//! itself (法制审核, Administrative Penalty Law, Art 58) is not done here, and nothing is recorded of it.
//!
//! Four eyes at each step: whoever wrote a case does not clear it, and whoever wrote or cleared it does not publish it,
//! even where somebody's role has changed in between.

mod authority;
mod content;
mod counts;
mod draft;
mod list;
mod load;
mod number;
mod report;
mod save;
mod show;
mod steps;

pub use authority::usual_authority;
pub use counts::{CaseCounts, counts};
pub use draft::draft;
pub use list::{CaseLine, Filter, list};
pub use report::{Awaiting, Report, publish_report, report, return_report};
pub use save::save;
pub use show::{CaseFile, StepTaken, show};
pub use steps::{clear, publish, send_back, submit, withdraw};

/// The most characters of a reason for sending a case back or taking it down.
pub const LONGEST_REASON: usize = 1_000;
/// A reason, which only the bureau reads.
pub type Reason = domain::input::Words<1, LONGEST_REASON>;
/// Words about a case that the public will read.
pub type PublicWords = domain::input::PublicWords<LONGEST_REASON>;
