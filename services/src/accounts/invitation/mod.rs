//! Invitations: an account that its owner opens, with a code that came by mail or on paper.

mod accept;
mod invite;
mod list;
mod may_invite;
mod revoke;

pub use accept::{Accepting, Offer, accept, look};
pub use invite::{DAYS, INVITED, Invited, Inviting, invite};
pub use list::{Listed, list};
pub use revoke::revoke;
