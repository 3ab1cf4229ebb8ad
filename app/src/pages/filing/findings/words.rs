//! Words of a finding.

use domain::crosscheck::{Finding, Subject};
use domain::finding::{FindingStatus, Outcome};
use domain::lang::Lang;
use rust_decimal::Decimal;
use services::findings::About;

use crate::islands::editor::place::Place;
use crate::islands::editor::section::Section;
use crate::islands::editor::{figure, labels};
use crate::pages::parts::pollutant_name;
use crate::texts::filing_findings as texts;
use crate::ui::tag::Tone;

/// What it is about.
pub fn about(lang: Lang, about: &About) -> String {
    match about {
        About::At(outlet, pollutant) => format!("{outlet} {}", pollutant_name(lang, pollutant)),
        About::Pollutant(pollutant) => pollutant_name(lang, pollutant),
        About::Field(path) => match Place::of_path(path) {
            Some(place) => labels::field(lang, place.section, place.field).to_owned(),
            None => path.to_string(),
        },
        About::Other(words) => words.clone(),
    }
}

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

/// A figure of the finding with its unit: that of the field; of a pollutant kilograms, but for the rule that compares
/// concentrations (X19).
pub fn figure_of(lang: Lang, finding: &Finding, value: Decimal) -> String {
    let unit = match &finding.subject {
        Subject::Field(path) => Place::of_path(path).map_or("", |place| labels::unit(lang, place.section, place.field)),
        Subject::At(..) | Subject::Pollutant(_) if finding.rule == "X19" => "mg/L",
        Subject::At(..) | Subject::Pollutant(_) => labels::unit(lang, Section::Emissions, "amount_kg"),
        Subject::All => "",
    };
    format!("{} {unit}", figure::show(value.round_dp(3))).trim_end().to_owned()
}

/// A share of one as a percentage.
pub fn percent(share: Decimal) -> String {
    format!("{}%", (share * Decimal::ONE_HUNDRED).round_dp(1).normalize())
}
