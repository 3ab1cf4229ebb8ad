//! Where something stood on the page from which a step is taken.

use std::fmt;

use serde::Deserialize;

use crate::{Conflict, Result};

/// A state, and how much had been written in it. A page carries it in its forms; a step from a page that is older than
/// what somebody else did is a conflict, even where the state would still allow it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Seen(String);

impl Seen {
    /// Something in a state with so many texts.
    pub(crate) fn of(state: impl fmt::Display, written: usize) -> Self {
        Self(format!("{state}.{written}"))
    }

    /// What a form sent back; a form that says nothing saw nothing.
    pub fn sent(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// As a form carries it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many texts there were; all that came after them is new to whoever saw this.
    pub fn written(&self) -> usize {
        self.0.rsplit_once('.').and_then(|(_, count)| count.parse().ok()).unwrap_or(usize::MAX)
    }

    /// Goes on only where it still stands so.
    pub(crate) fn must_be(&self, now: &Self) -> Result<()> {
        if self == now {
            return Ok(());
        }
        Err(Conflict::Overtaken.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moved_on_is_a_conflict() {
        let seen = Seen::of("open", 2);
        assert_eq!((seen.as_str(), seen.written()), ("open.2", 2));
        assert!(Seen::sent("open.2").must_be(&seen).is_ok());
        for other in ["open.1", "asked.2", "", "open", "open.x"] {
            assert!(matches!(Seen::sent(other).must_be(&seen), Err(crate::Error::Conflict(_))), "{other}");
        }
        assert_eq!(Seen::sent("").written(), usize::MAX, "who saw nothing is told nothing as new");
    }
}
