//! A problem, as it is sent and stored.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::{
    declaration::{Content, form::FieldPath},
    message::Args,
};

text_enum! {
    /// What a problem asks for.
    pub enum Tier {
        /// Must be mended before signing.
        Block = "block",
        /// May be true: must be mended or explained.
        Explain = "explain",
        /// Looks odd: look again.
        Warn = "warn",
        /// Good to know.
        Info = "info",
    }
}

/// Something wrong with a declaration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Where.
    pub path: FieldPath,
    /// The rule (`D05`).
    pub rule: Cow<'static, str>,
    /// What it asks for.
    pub tier: Tier,
    /// Which sentence.
    pub key: Cow<'static, str>,
    /// Its arguments.
    pub args: Args,
}

impl Problem {
    /// Whether the declaration says why the figure is right all the same.
    pub fn is_explained(&self, content: &Content) -> bool {
        let path = self.path.to_string();
        let mut own = content.explanations.iter().filter(|e| e.path == path && e.rule == self.rule);
        own.any(|explanation| !explanation.text.trim().is_empty())
    }

    /// Whether it keeps the declaration from being signed.
    pub fn hinders(&self, content: &Content) -> bool {
        match self.tier {
            Tier::Block => true,
            Tier::Explain => !self.is_explained(content),
            Tier::Warn | Tier::Info => false,
        }
    }
}

/// A problem on its way through the rules.
pub(super) struct Note {
    pub path: FieldPath,
    pub tier: Tier,
    /// The rule's number, a dot, and which of its sentences.
    pub key: &'static str,
    pub args: Args,
}

impl Note {
    pub fn into_problem(self) -> Problem {
        let rule = self.key.split_once('.').map_or(self.key, |(rule, _)| rule);
        Problem { path: self.path, rule: rule.into(), tier: self.tier, key: self.key.into(), args: self.args }
    }
}
