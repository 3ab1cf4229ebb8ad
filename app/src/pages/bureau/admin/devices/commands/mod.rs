//! What a logger is asked to do, and what came back.

mod address;
mod entry;
mod form;
mod page;
mod post;
mod sent;
mod words;

pub use address::commands_address;
pub use page::show;
pub use post::{allow, ask, forbid, withdraw};
pub use words::kind as command_kind;
