//! Accounts: who signs in, and for how long.

mod change;
mod change_password;
mod check;
mod close;
mod code;
mod confirm;
mod cover;
mod end_sessions;
pub mod invitation;
mod limits;
mod list;
mod office;
mod open;
mod opening;
mod paper_code;
mod password;
mod people;
mod proof;
mod reason;
mod reset_password;
pub mod second_factor;
mod session;
mod show;
mod sign_in;
mod sign_out;
mod standing;
mod token;
pub mod unified;

pub use crate::actor::Actor;
pub use change::{CHANGED, Changing, change};
pub use change_password::change_password;
pub use close::close;
pub use confirm::{Confirmed, confirm, confirm_both};
pub use cover::{
    COVERING, Colleague, Cover, Covering, Covers, LONGEST_COVER, covers, end_cover, name_cover, stands_in_for,
};
pub use end_sessions::end_sessions;
pub(crate) use limits::slowly;
pub use list::{Account, Wanted, list};
pub use office::office;
use office::office_of;
pub use open::{add, add_all, open};
pub use opening::{Email, FIELDS, LONGEST_NAME, Login, Name, Opening};
pub(crate) use password::verify;
pub use password::{MAX_LENGTH, MIN_LENGTH, hash};
pub use people::{people, release};
pub use proof::Proof;
pub use reason::{LONGEST_REASON, Reason};
pub use reset_password::reset_password;
pub use session::{ABSOLUTE, IDLE, actor, enrolling};
pub use show::{Sessions, show};
pub use sign_in::{SigningIn, sign_in, sign_in_here};
pub use sign_out::{sign_out, sign_out_everywhere};
pub(crate) use standing::{is_open, open_at};
pub use token::SessionToken;
