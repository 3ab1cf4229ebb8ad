//! What is wrong and how to mend it, in words.

/// What is wrong and how to mend it, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What is wrong.
    pub reason: String,
    /// How to mend it.
    pub remedy: String,
}

impl Said {
    /// Two sentences.
    pub fn new(reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { reason: reason.into(), remedy: remedy.into() }
    }
}
