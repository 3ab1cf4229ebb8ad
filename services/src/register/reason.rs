//! Why something in the register is changed.

use domain::input::Words;

/// The most characters of a reason.
pub const LONGEST_REASON: usize = 500;

/// A reason.
pub type Reason = Words<1, LONGEST_REASON>;
