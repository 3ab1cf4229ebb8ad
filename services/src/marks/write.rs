//! What is written about a mark.

use domain::input::{self, Read};

use crate::{Error, Result};

/// The most characters of a note or a reason.
pub const LONGEST_TEXT: usize = 500;
/// The fewest of a reason: what says nothing helps nobody.
const SHORTEST_REASON: usize = 5;

/// Why.
pub type Words = input::Words<SHORTEST_REASON, LONGEST_TEXT>;
/// What else is to be said.
pub type Note = input::Words<1, LONGEST_TEXT>;

/// A reason, as it is kept.
pub(super) fn reason(field: &'static str, text: &str) -> Result<String> {
    Words::read(text).map(Words::into_string).map_err(|issue| Error::issue(field, issue))
}
