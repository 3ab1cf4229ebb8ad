//! Words of a finding.

use domain::crosscheck::Finding;
use domain::finding::{FindingStatus, Outcome};
use domain::lang::Lang;
use rust_decimal::Decimal;

use crate::filing_form::with_unit;
use crate::pages::parts::finding::sides;
use crate::texts::filing_findings as texts;
use crate::ui::tag::Tone;

/// Where it stands.
pub fn status(lang: Lang, status: FindingStatus) -> (Tone, &'static str) {
    match status {
        FindingStatus::Asked | FindingStatus::Open => (Tone::Warn, texts::state_asked(lang)),
        FindingStatus::Explained | FindingStatus::Inspected => (Tone::Plain, texts::state_explained(lang)),
        FindingStatus::Closed => (Tone::Ok, texts::state_closed(lang)),
        FindingStatus::Superseded => (Tone::Plain, texts::state_superseded(lang)),
    }
}

/// What came out; an inspection is not told.
pub fn outcome(lang: Lang, outcome: Outcome) -> Option<&'static str> {
    match outcome {
        Outcome::Justified => Some(texts::outcome_justified(lang)),
        Outcome::Corrected => Some(texts::outcome_corrected(lang)),
        Outcome::Source => Some(texts::outcome_source(lang)),
        Outcome::Inspection => None,
    }
}

/// A figure of the finding with its unit.
pub fn figure_of(lang: Lang, finding: &Finding, value: Decimal) -> String {
    with_unit(value.round_dp(3), &sides(lang, finding).unit)
}
