//! Hourly and daily means worked out here from what loggers sent, beside the loggers' own (`domain::means` has the rules).
//!
//! What comes in makes its hour due, in the transaction that stores it, so that nothing is forgotten when the process ends.
//! Some minutes after an hour has ended its means are worked out ([`work_out_due`]), and an hour that came out otherwise than
//! before makes its day due. What came late, or was corrected, makes its hour due again, and a mean that comes out otherwise
//! is a new revision. [`again`] does the same for any past stretch, with the same result.

mod again;
mod compare;
mod due;
mod hours;
mod store;
mod work;

pub use again::{Again, again};
pub(crate) use compare::{beside_sent, sent_mean};
pub(crate) use due::Due;
pub use hours::{figures, running};
pub use store::{read, read_since};
pub use work::{keep, work_out_due};
