//! What is wrong with what the portal stands on, in plain sentences that say how to mend it: the database, its clock, the
//! keys, the mail. What is wrong with the machine itself the command line looks at.
//!
//! Looking changes nothing, so it may be done beside a portal that runs.

mod database;
mod keys;
mod mail;
mod provider;

use domain::lang::Lang;

pub use database::database;
pub use keys::keys;
pub use mail::mail;
pub use provider::provider;

/// How something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// As it should be.
    Good,
    /// The portal runs with it, and somebody should know.
    Odd,
    /// The portal does not start with it, loses something, or tells something untrue.
    Bad,
}

/// What was looked at and how it stands, in both languages; where it is not good, with what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// How it stands.
    pub state: State,
    zh: String,
    en: String,
}

impl Diagnosis {
    /// As it should be.
    pub fn good(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { state: State::Good, zh: zh.into(), en: en.into() }
    }

    /// Something that somebody should know.
    pub fn odd(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { state: State::Odd, zh: zh.into(), en: en.into() }
    }

    /// Something that has to be mended.
    pub fn bad(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { state: State::Bad, zh: zh.into(), en: en.into() }
    }

    /// The sentence.
    pub fn said(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}
