//! Duplicates (重复登记): one site under two credit codes. The [`queue`] proposes pairs by the rules of
//! [`domain::duplicate`]; a person says of each that they are two, or merges them, and can undo that.
//!
//! Merging writes one row and moves none: the one that goes keeps all that is its own, and everybody who lists, counts or
//! reminds leaves it out while the row stands (`store::merger`). So undoing it brings back all as it was.

mod apart;
mod hindrance;
mod merge;
mod pair;
mod queue;
mod record;
mod rows;
mod side;

pub use apart::{Apart, keep_apart};
pub use hindrance::Hindrance;
pub use merge::{Merged, Merging, Wanted, merge, merged, unmerge};
pub use pair::{Couple, pair};
pub use queue::{Candidate, Queue, Shown, queue};
pub use side::Side;
