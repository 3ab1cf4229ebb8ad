//! Tip-offs (举报): filed without an account, followed with a receipt code, handled without knowing who filed them.
//!
//! What could tell who the reporter is never reaches a log line, and lies in the store under keys that are not in it.
//! The client's address is used, scrambled, for throttling in memory, and for nothing else.

mod bureau;
mod content;
mod deadline;
mod file;
mod filed_before;
mod find;
mod follow;
mod keys;
pub mod photo;
mod receipt;
mod write;

pub use bureau::{
    Identity, QueueRow, Show, TipForBureau, accept, answer, decline, hand_over, open, open_identity, photo_of, queue,
    reply,
};
pub use content::{LONGEST_CONTACT, LONGEST_PLACE, LONGEST_TEXT, MOST_PHOTOS, NewTip, Position, Problem};
pub use domain::tip::ReceiptCode;
pub use file::{Filed, file};
pub use follow::{Message, TipForReporter, follow};
pub use keys::{Keys, check_keys};
pub use write::write;

use keys::Column;
