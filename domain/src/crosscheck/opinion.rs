//! What a rule thinks about one subject.

use std::{borrow::Cow, fmt};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::evidence::Evidence;
use crate::{finding::Severity, message::Args, outlet::OutletCode, pollutant::medium};

/// What a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A field of the declaration (`water.municipal_m3`).
    Field(Cow<'static, str>),
    /// A pollutant at an outlet.
    At(OutletCode, String),
    /// A pollutant of the whole enterprise.
    Pollutant(String),
    /// Everything that the rule looks at.
    All,
}

impl Subject {
    /// The subject that [`Display`](fmt::Display) wrote.
    pub fn read(text: &str) -> Self {
        if text == "*" {
            return Self::All;
        }
        let at = text.split_once('/').and_then(|(outlet, code)| Some(Self::At(outlet.parse().ok()?, code.to_owned())));
        at.unwrap_or_else(|| match medium(text) {
            Some(_) => Self::Pollutant(text.to_owned()),
            None => Self::Field(text.to_owned().into()),
        })
    }
}

impl fmt::Display for Subject {
    /// `water.municipal_m3`, `DW001/w01018`, `w01018`, `*`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(path) => f.write_str(path),
            Self::At(outlet, code) => write!(f, "{outlet}/{code}"),
            Self::Pollutant(code) => f.write_str(code),
            Self::All => f.write_str("*"),
        }
    }
}

text_enum! {
    /// Why a rule has no opinion.
    pub enum Why {
        /// No edition of the rule holds for the quarter.
        NoEdition = "no-edition",
        /// The enterprise stated no figure.
        NotDeclared = "not-declared",
        /// The feed lacks a month.
        NoBill = "no-bill",
        /// No monitor stands there, or it sent nothing.
        NoMonitor = "no-monitor",
        /// Too few of the values due are valid.
        TooFewValid = "too-few-valid",
        /// The volume that belongs to a concentration is not known.
        NoVolume = "no-volume",
        /// The permit states no yearly amount.
        NoCap = "no-cap",
        /// An earlier quarter of the year is not known, and what is known is within bounds.
        QuarterMissing = "quarter-missing",
        /// A gas is declared as converted to reference oxygen, and monitoring does not tell by how much.
        NoConversion = "no-conversion",
    }
}

/// A rule without an opinion: not a pass.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotChecked {
    /// Which rule.
    pub rule: Cow<'static, str>,
    /// About what.
    pub subject: Subject,
    /// Why.
    pub why: Why,
}

impl NotChecked {
    pub(super) fn whole(rule: &'static str, why: Why) -> Self {
        Self { rule: rule.into(), subject: Subject::All, why }
    }
}

/// What a rule found, before it is signed with the rule's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
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
    /// The evidence that it was made from.
    pub inputs: Evidence,
    /// Which sentence.
    pub key: &'static str,
    /// Its arguments.
    pub args: Args,
}

/// What a rule thinks about one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opinion {
    /// The figures agree.
    Fits(Subject),
    /// They do not: a lead.
    Doubts(Box<Doubt>),
    /// It has none.
    Silent(Subject, Why),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_read_as_it_was_written() {
        for subject in [
            Subject::All,
            Subject::Field("water.municipal_m3".into()),
            Subject::At("DW001".parse().unwrap(), "w01018".into()),
            Subject::Pollutant("a21002".into()),
        ] {
            assert_eq!(Subject::read(&subject.to_string()), subject);
        }
    }
}
