//! Accounts: who signs in, and for how long.

mod change_password;
mod check;
mod close;
mod confirm;
mod end_sessions;
mod limits;
mod list;
mod office;
mod open;
mod opening;
mod password;
mod reset_password;
mod session;
mod show;
mod sign_in;
mod sign_out;
mod token;

pub use crate::actor::Actor;
pub use change_password::change_password;
pub use close::close;
pub use confirm::{Confirmed, confirm};
pub use end_sessions::end_sessions;
pub(crate) use limits::slowly;
pub use list::{Account, Wanted, list};
pub use office::office;
pub use open::{add, add_all, open};
pub use opening::{Email, FIELDS, LONGEST_NAME, Login, Name, Opening};
pub(crate) use password::verify;
pub use password::{MAX_LENGTH, MIN_LENGTH, hash};
pub use reset_password::reset_password;
pub use session::{ABSOLUTE, IDLE, actor};
pub use show::{Sessions, show};
pub use sign_in::{sign_in, sign_in_here};
pub use sign_out::{sign_out, sign_out_everywhere};
pub use token::SessionToken;
