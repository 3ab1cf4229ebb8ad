//! Findings (疑点) of the cross-check.
//!
//! A finding is stored with everything that it was made from ([`frozen`]), so that it can be explained, and made again,
//! years later. What becomes of the findings of a declaration that is checked once more:
//!
//! - The newest version counts. Findings of older versions that nobody has settled (open, asked or explained) are
//!   superseded by its check: what still does not fit is found again, beside the new figures. Settled ones stay.
//! - The same version checked again changes nothing that anybody has touched. An open finding takes over new figures,
//!   is superseded where it no longer shows, and opens again where it shows again.

mod check;
mod frozen;
mod store;

pub use check::check;
pub use frozen::frozen;
