//! What the cross-check says.

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{NotChecked, Opinion, Subject, evidence::Evidence};
use crate::{
    finding::Severity,
    lang::Lang,
    message::{Args, Naming},
};

/// A lead (疑点): something that does not fit, with all that is needed to understand it. Not a violation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Which rule (`X04`).
    pub rule: Cow<'static, str>,
    /// In which edition.
    pub rule_version: i32,
    /// How grave.
    pub severity: Severity,
    /// About what.
    pub subject: Subject,
    /// The declared figure, or the figure in question.
    pub declared: Option<Decimal>,
    /// The figure that it does not fit.
    pub measured: Option<Decimal>,
    /// The largest share that would have been tolerated.
    pub tolerance: Decimal,
    /// The evidence that it was made from, frozen.
    pub inputs: Evidence,
    /// Which sentence of the rule.
    pub key: Cow<'static, str>,
    /// Its arguments.
    pub args: Args,
}

impl Finding {
    /// The sentence with pollutants by name, as long as the rule is known; empty otherwise.
    pub fn message(&self, lang: Lang, name: Naming<'_>) -> String {
        super::rule(&self.rule)
            .and_then(|rule| rule.text(&self.key))
            .map(|text| text.fill_named(lang, &self.args, name))
            .unwrap_or_default()
    }
}

/// All opinions about one declaration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// What does not fit.
    pub findings: Vec<Finding>,
    /// What could not be checked.
    pub not_checked: Vec<NotChecked>,
    /// What was checked and fits, by rule.
    pub fits: Vec<(Cow<'static, str>, Subject)>,
}

impl Report {
    /// Adds a rule's opinions.
    pub(super) fn extend(&mut self, rule: &'static str, version: i32, opinions: Vec<Opinion>) {
        for opinion in opinions {
            match opinion {
                Opinion::Fits(subject) => self.fits.push((rule.into(), subject)),
                Opinion::Silent(subject, why) => self.not_checked.push(NotChecked { rule: rule.into(), subject, why }),
                Opinion::Doubts(doubt) => self.findings.push(doubt.signed(rule, version)),
            }
        }
    }
}
