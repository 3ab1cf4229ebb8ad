//! Tip-offs on the bureau's side. Whoever handles one sees what was reported, not by whom.

mod identity_file;
mod load;
mod open;
mod open_identity;
mod photo;
mod queue;
mod steps;

pub use identity_file::{IdentityFile, Opening, identity_file, with_contact};
pub use open::{TipForBureau, open};
pub use open_identity::{Identity, LONGEST_REASON, Reason, SHORTEST_REASON, open_identity};
pub use photo::photo_of;
pub use queue::{QueueQuery, QueueRow, Show, queue};
pub use steps::{FromPage, accept, answer, decline, hand_over, reply};
