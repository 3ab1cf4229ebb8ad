//! Accounts: who signs in, and for how long.

mod actor;
mod add;
mod change_password;
mod close;
mod confirm;
mod list;
mod password;
mod session;
mod sign_in;
mod sign_out;
mod token;

pub use actor::Actor;
pub use add::{NewAccount, Opening, add, open};
pub use change_password::change_password;
pub use close::close;
pub use confirm::confirm;
pub use list::{Account, list};
pub(crate) use password::verify;
pub use password::{BadPassword, MIN_LENGTH, hash};
pub use session::{ABSOLUTE, IDLE, actor};
pub use sign_in::sign_in;
pub use sign_out::{sign_out, sign_out_everywhere};
pub use token::SessionToken;
