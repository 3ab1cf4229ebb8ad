//! Accounts: who may sign in, opening one, closing one, ending its sessions, a new password.

mod close;
mod end;
mod form;
mod list;
mod new;
mod one;
mod password;
mod typed;

pub use close::{ask_to_close, close};
pub use end::end_sessions;
pub use list::list;
pub use new::{new, open};
pub use one::show;
pub use password::{ask_for_password, reset_password};
