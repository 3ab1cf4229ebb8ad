//! Findings in words: for the bureau's pages and the enterprise's.

use domain::crosscheck::Finding;
use domain::finding::{EntryKind, FindingStatus, Outcome, Severity};
use domain::lang::Lang;
use services::findings::About;
use services::public::Pollutant;

use super::pollutant_name;
use crate::texts::findings as texts;
use crate::ui::tag::Tone;

/// How grave.
pub fn severity(lang: Lang, severity: Severity) -> (Tone, &'static str) {
    match severity {
        Severity::Inform => (Tone::Plain, texts::severity_inform(lang)),
        Severity::Warning => (Tone::Warn, texts::severity_warning(lang)),
        Severity::Red => (Tone::Over, texts::severity_red(lang)),
    }
}

/// Where it stands.
pub fn finding_status(lang: Lang, status: FindingStatus) -> (Tone, &'static str) {
    match status {
        FindingStatus::Open => (Tone::Warn, texts::status_open(lang)),
        FindingStatus::Asked => (Tone::Plain, texts::status_asked(lang)),
        FindingStatus::Explained => (Tone::Warn, texts::status_explained(lang)),
        FindingStatus::Closed => (Tone::Ok, texts::status_closed(lang)),
        FindingStatus::Inspected => (Tone::Over, texts::status_inspected(lang)),
        FindingStatus::Superseded => (Tone::Plain, texts::status_superseded(lang)),
    }
}

/// What came out.
pub fn outcome(lang: Lang, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Justified => texts::outcome_justified(lang),
        Outcome::Corrected => texts::outcome_corrected(lang),
        Outcome::Source => texts::outcome_source(lang),
        Outcome::Inspection => texts::outcome_inspection(lang),
    }
}

/// What a text of the dialogue is.
pub fn entry_kind(lang: Lang, kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Question => texts::entry_question(lang),
        EntryKind::Explanation => texts::entry_explanation(lang),
        EntryKind::Closing => texts::entry_closing(lang),
    }
}

/// What a finding is about: `DW001 化学需氧量`.
pub fn about(lang: Lang, about: &About) -> String {
    match about {
        About::At(outlet, pollutant) => texts::at_outlet(lang, outlet, pollutant.name.pick(lang)),
        About::Pollutant(pollutant) => pollutant_name(lang, pollutant),
        About::Field(path) if path == "water.municipal_m3" => texts::field_municipal(lang).to_owned(),
        About::Field(path) if path == "water.discharged_m3" => texts::field_discharged(lang).to_owned(),
        About::Field(path) => path.to_string(),
        About::Other(words) => words.clone(),
    }
}

/// What a finding's two figures are called, and their unit.
pub struct Sides {
    /// The declared figure, or the figure in question.
    pub declared: &'static str,
    /// The figure that it does not fit.
    pub measured: &'static str,
    /// The unit of both; empty where the rule's sentence must say it.
    pub unit: String,
}

/// The names and the unit of the two figures, by the sentence that the rule chose.
pub fn sides(lang: Lang, finding: &Finding) -> Sides {
    let water = || texts::tonnes_of_water(lang).to_owned();
    let kilograms = || texts::kilograms(lang).to_owned();
    let of = |declared, measured, unit| Sides { declared, measured, unit };
    let declared = texts::declared(lang);
    match &*finding.key {
        "X03.gap" => of(declared, texts::side_billed(lang), water()),
        "X04.volume" => of(declared, texts::side_monitored(lang), water()),
        "X04.load" | "X04.undeclared" => of(declared, texts::side_monitored(lang), kilograms()),
        key if key.starts_with("X05") => of(declared, texts::side_worked_out(lang), kilograms()),
        key if key.starts_with("X17") => of(texts::side_year(lang), texts::side_permitted(lang), kilograms()),
        key if key.starts_with("X19") => {
            let unit = match &finding.subject {
                domain::crosscheck::Subject::At(_, code) => Pollutant::of(code).unit,
                _ => String::new(),
            };
            of(texts::side_part(lang), texts::side_whole(lang), unit)
        }
        _ => of(declared, texts::side_known(lang), String::new()),
    }
}
