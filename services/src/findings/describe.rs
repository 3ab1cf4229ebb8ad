//! What a finding says, in words.

use std::borrow::Cow;

use domain::{
    crosscheck::{self, Finding, Subject},
    lang::Lang,
    outlet::OutletCode,
};
use entities::finding;

use super::inputs::frozen;
use crate::{Names, Pollutant};

/// What a finding is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// A pollutant at an outlet.
    At(OutletCode, Pollutant),
    /// A pollutant of the whole enterprise.
    Pollutant(Pollutant),
    /// A field of the declaration (`water.municipal_m3`).
    Field(Cow<'static, str>),
    /// Something else, in the words of the row.
    Other(String),
}

/// What it is about.
pub(super) fn about(row: &finding::Model, frozen: Option<&Finding>) -> About {
    let subject = frozen.map_or_else(|| Subject::read(&row.subject), |finding| finding.subject.clone());
    about_subject(subject).unwrap_or_else(|| About::Other(row.subject.clone()))
}

/// What a subject is about; nothing where it is all that a rule looks at.
pub(super) fn about_subject(subject: Subject) -> Option<About> {
    Some(match subject {
        Subject::At(outlet, code) => About::At(outlet, Pollutant::of(&code)),
        Subject::Pollutant(code) => About::Pollutant(Pollutant::of(&code)),
        Subject::Field(path) => About::Field(path),
        Subject::All => return None,
    })
}

/// What the rule compares, by its number.
pub(super) fn title(rule: &str) -> Option<Names> {
    crosscheck::rule(rule).map(|rule| Names::new(rule.title.zh, rule.title.en))
}

/// The rule's sentence; the row's own subject where the rule is not known.
pub(super) fn said(row: &finding::Model, frozen: Option<&Finding>) -> Names {
    let sentence = |lang: Lang| {
        let name = |code: &str| Some(Pollutant::of(code).name.pick(lang).to_owned());
        frozen.map(|finding| finding.message(lang, &name)).unwrap_or_default()
    };
    let said = Names::new(sentence(Lang::Zh), sentence(Lang::En));
    if said.zh.is_empty() { Names::new(&row.subject, "") } else { said }
}

/// The rule's sentence about a row.
pub(crate) fn said_of(row: &finding::Model) -> Names {
    said(row, frozen(row).ok().as_ref())
}
