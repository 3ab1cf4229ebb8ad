//! Accounts: who may sign in, opening one, closing one, ending its sessions.

mod close;
mod end;
mod form;
mod list;
mod new;
mod one;
mod typed;

pub use close::{ask_to_close, close};
pub use end::end_sessions;
pub use list::list;
pub use new::{new, open};
pub use one::show;
