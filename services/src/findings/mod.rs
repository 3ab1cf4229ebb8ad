//! Findings (疑点) of the cross-check: how they are stored, the bureau's queue, the dialogue with the enterprise, and
//! what came out.
//!
//! A finding is stored with everything that it was made from ([`frozen`]), so that it can be explained, and made again,
//! years later. What becomes of the findings of a declaration that is checked once more:
//!
//! - The newest version counts. Findings of older versions that nobody has settled (open, asked or explained) are
//!   superseded by its check: what still does not fit is found again, beside the new figures. Settled ones stay.
//! - The same version checked again changes nothing that anybody has touched. An open finding takes over new figures
//!   and is superseded where it no longer shows; where it shows once more, it is a new one.
//!
//! The enterprise sees a finding from the moment at which it is asked about it. What goes to an inspection it sees as
//! it stood before: an announced inspection finds nothing.

mod begun;
mod check;
mod corrected;
mod counts;
mod describe;
mod entry;
mod inputs;
mod load;
mod newer;
mod not_checked;
mod others;
mod own;
mod queue;
mod row;
mod series;
mod show;
mod steps;
mod store;
mod terms;

pub use begun::CaseBegun;
pub use check::{Checked, check, check_quarter};
pub use counts::{Counts, counts};
pub use describe::About;
pub use entry::{Entry, LONGEST_TEXT, Words};
pub use inputs::frozen;
pub use newer::Filed;
pub use not_checked::{Unchecked, not_checked};
pub use own::{OwnFinding, OwnFindingView, own, show_own};
pub use queue::{Filter, Show, queue};
pub use row::FindingRow;
pub use series::{DayValue, QuarterSeries};
pub use show::{FindingView, show};
pub use steps::{ask, close, explain};

pub(crate) use describe::said_of;
pub(crate) use terms::count_terms;
