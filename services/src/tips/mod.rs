//! Tip-offs (举报): filed without an account, followed with a receipt code, handled without knowing who filed them.
//!
//! What could tell who the reporter is never reaches a log line, and lies in the store under keys that are not in it.
//! The client's address is used, scrambled, for throttling in memory, and for nothing else. What a reporter does is
//! written by the hour ([`Ctx::by_the_hour`](crate::Ctx)), and what follows from it is done when the hour is over (`report.rs`).

mod about;
mod bureau;
mod content;
mod deadline;
mod far;
mod filed_before;
mod filing;
mod find;
mod follow;
mod held;
mod limits;
mod padding;
pub mod photo;
mod receipt;
mod report;
mod works;
mod write;

pub use bureau::{
    FromPage, Identity, IdentityFile, LONGEST_REASON, Opening, QueueQuery, QueueRow, Reason, SHORTEST_REASON, Show,
    TipForBureau, accept, answer, decline, hand_over, identity_file, open, open_identity, photo_of, queue, reply,
    with_contact,
};
pub use content::{
    Company, Contact, LONGEST_COMPANY, LONGEST_CONTACT, LONGEST_PLACE, LONGEST_TEXT, LONGEST_WHEN, MOST_PHOTOS, NewTip,
    Place, Position, Said, Text, When,
};
pub(crate) use deadline::count_terms;
pub use domain::tip::ReceiptCode;
pub use far::is_far;
pub use filing::file;
pub use follow::{Message, TipForReporter, follow};
pub use held::{HELD_MINUTES, HeldPhoto, held, hold};
pub use receipt::Filed;
pub(crate) use report::note;
pub use works::{Works, works_named};
pub use write::write;

use crate::keys::Column;
pub use crate::keys::{KEY_FILE, Keys, are_needed, are_open, check_keys};
