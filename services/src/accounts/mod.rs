//! Accounts: who signs in.

mod add;
mod password;

pub use add::{NewAccount, add};
pub use password::{BadPassword, MIN_LENGTH, hash};
