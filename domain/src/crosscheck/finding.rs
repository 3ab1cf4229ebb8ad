//! What the cross-check says.

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Doubt, NotChecked, Opinion, Sentence, Subject, evidence::Evidence, ladder::gap};
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
    /// What a rule found, signed with the rule's name and edition.
    fn of(doubt: Doubt, rule: &'static str, rule_version: i32) -> Self {
        let Doubt { severity, subject, declared, measured, tolerance, inputs, key, args } = doubt;
        let (rule, key) = (rule.into(), key.into());
        Self { rule, rule_version, severity, subject, declared, measured, tolerance, inputs, key, args }
    }

    /// The sentence with pollutants by name, as long as the rule is known; empty otherwise.
    pub fn message(&self, lang: Lang, name: Naming<'_>) -> String {
        self.sentence().map(|sentence| sentence.text.fill_named(lang, &self.args, name)).unwrap_or_default()
    }

    /// The sentence that the rule chose, as long as the rule is known.
    pub fn sentence(&self) -> Option<&'static Sentence> {
        super::rule(&self.rule)?.sentence(&self.key)
    }

    /// How far the two figures are apart, in millionths of the larger: what ranks findings of one severity. One figure
    /// without the other is as far as it goes.
    pub fn distance(&self) -> i32 {
        let of_larger = gap(self.declared.unwrap_or_default(), self.measured.unwrap_or_default());
        let millionths = of_larger.saturating_mul(Decimal::from(1_000_000)).round();
        i32::try_from(millionths).unwrap_or(i32::MAX)
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
                Opinion::Doubts(doubt) => self.findings.push(Finding::of(*doubt, rule, version)),
            }
        }
    }
}
