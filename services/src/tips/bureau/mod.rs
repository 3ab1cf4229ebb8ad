//! Tip-offs on the bureau's side. Whoever handles one sees what was reported, not by whom.

mod accept;
mod answer;
mod decline;
mod hand_over;
mod identity_file;
mod load;
mod open;
mod open_identity;
mod photo;
mod queue;
mod reply;
mod step;

pub use accept::accept;
pub use answer::answer;
pub use decline::decline;
pub use hand_over::hand_over;
pub use identity_file::{IdentityFile, Opening, identity_file, with_contact};
pub use open::{TipForBureau, open};
pub use open_identity::{Identity, LONGEST_REASON, Reason, SHORTEST_REASON, open_identity};
pub use photo::photo_of;
pub use queue::{QueueQuery, QueueRow, Show, queue};
pub use reply::reply;
pub use step::FromPage;
