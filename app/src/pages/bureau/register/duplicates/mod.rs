//! Enterprises that the register may have twice: the queue, two beside each other with what can be decided of them, and
//! undoing a merging.

mod addresses;
mod facts;
mod merged;
mod pair;
mod post;
mod queue;
mod sent;
mod unmerge;
mod words;

pub(super) use addresses::{QUEUE, unmerge_address};
pub(super) use pair::show as pair;
pub(super) use post::{apart, merge};
pub(super) use queue::show as queue;
pub(super) use unmerge::{post as undo, show as unmerge};
