//! What a logger is asked to do, and what came back.

mod entry;
mod form;
mod page;
mod post;
mod sent;
mod words;

pub use page::{commands_address as address, show};
pub use post::{allow, ask, forbid, withdraw};
