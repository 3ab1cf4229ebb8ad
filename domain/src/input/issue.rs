//! What can be wrong with a text.

/// What is wrong with a text that somebody typed. Each door says it in its own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Issue {
    /// Nothing that anybody can see was written.
    #[error("write something")]
    Missing,
    /// Less than so many characters.
    #[error("write at least {0} characters")]
    Short(usize),
    /// More than so many characters.
    #[error("at most {0} characters")]
    Long(usize),
}
