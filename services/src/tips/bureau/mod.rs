//! Tip-offs on the bureau's side. Whoever handles one sees what was reported, not by whom.

mod accept;
mod answer;
mod decline;
mod hand_over;
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
pub use open::{TipForBureau, open};
pub use open_identity::{Identity, open_identity};
pub use photo::photo_of;
pub use queue::{QueueRow, Show, queue};
pub use reply::reply;

pub(super) use open::content_of;
