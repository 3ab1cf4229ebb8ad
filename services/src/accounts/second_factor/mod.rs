//! The second factor of an account: getting one, giving it up, taking it from somebody who has lost theirs.

mod enrol;
mod remove;
mod reset;

pub use super::code::{Policy, SECRET, code_at, demo_code};
pub use enrol::{Status, begin, confirm, is_on, plant, status};
pub use remove::remove;
pub use reset::reset;
