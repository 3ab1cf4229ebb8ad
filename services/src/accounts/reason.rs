//! Why an administrator takes something from somebody's account.

use domain::input::Words;

/// The most characters of it.
pub const LONGEST_REASON: usize = 200;

/// What was made sure of, or what went wrong: it stands in the log.
pub type Reason = Words<5, LONGEST_REASON>;
