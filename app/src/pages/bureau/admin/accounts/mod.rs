//! Accounts: who may sign in, opening one, closing one, who stands in, ending its sessions, a new password.

mod act;
mod close;
mod cover;
mod edit;
mod end;
mod form;
mod list;
mod new;
mod one;
mod password;
mod second_factor;
mod typed;
mod unified;

pub use close::{ask_to_close, close};
pub use cover::{ask_for_cover, end_cover, name_cover};
pub use edit::{ask_for_change, change};
pub use end::end_sessions;
pub use list::list;
pub use new::{new, open};
pub use one::show;
pub use password::{ask_for_password, reset_password};
pub use second_factor::{ask_for_reset, reset_second_factor};
pub use unified::{ask_to_unlink, unlink};
