//! Findings in words: for the bureau's pages and the enterprise's.

use domain::crosscheck::{Finding, Ratio, Subject, Unit, Why};
use domain::declaration::form::FieldPath;
use domain::finding::{EntryKind, FindingStatus, Outcome, Severity};
use domain::lang::Lang;
use domain::message::Text;
use services::Pollutant;
use services::findings::About;

use super::{pollutant_name, quantity, share};
use crate::{texts::findings as texts, ui::tag::Tone};

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

/// What a finding is about: `DW001 化学需氧量`, or the field by the form's own name.
pub fn about(lang: Lang, about: &About) -> String {
    match about {
        About::At(outlet, pollutant) => texts::at_outlet(lang, outlet, pollutant.name.pick(lang)),
        About::Pollutant(pollutant) => pollutant_name(lang, pollutant),
        About::Field(path) => match path.parse::<FieldPath>() {
            Ok(path) => path.name().pick(lang).to_owned(),
            Err(_) => path.to_string(),
        },
        About::Other(words) => words.clone(),
    }
}

/// Why a rule has no opinion.
pub const fn why_not(lang: Lang, why: Why) -> &'static str {
    match why {
        Why::NoEdition => texts::why_no_edition(lang),
        Why::NotDeclared => texts::why_not_declared(lang),
        Why::NoBill => texts::why_no_bill(lang),
        Why::NoMonitor => texts::why_no_monitor(lang),
        Why::TooFewValid => texts::why_too_few_valid(lang),
        Why::NoVolume => texts::why_no_volume(lang),
        Why::NoCap => texts::why_no_cap(lang),
        Why::QuarterMissing => texts::why_quarter_missing(lang),
        Why::NoConversion => texts::why_no_conversion(lang),
    }
}

/// What a finding's two figures are called, their unit, and how they are set against each other.
pub struct Sides {
    /// The declared figure, or the figure in question.
    pub declared: &'static str,
    /// The figure that it does not fit.
    pub measured: &'static str,
    /// The unit of both; empty where the rule is no longer known.
    pub unit: String,
    /// Which percentage is said of them.
    pub ratio: Ratio,
}

/// What the rule's sentence calls the two figures; plain words where the rule is no longer known.
pub fn sides(lang: Lang, finding: &Finding) -> Sides {
    let Some(sentence) = finding.sentence() else {
        let (declared, measured) = (texts::declared(lang), texts::side_known(lang));
        return Sides { declared, measured, unit: String::new(), ratio: Ratio::OfLarger };
    };
    let word = |text: &Text| lang.pick(text.zh, text.en);
    Sides {
        declared: word(&sentence.declared),
        measured: word(&sentence.measured),
        unit: unit(lang, sentence.unit, &finding.subject),
        ratio: sentence.ratio,
    }
}

fn unit(lang: Lang, unit: Unit, subject: &Subject) -> String {
    match (unit, subject) {
        (Unit::CubicMetres, _) => texts::cubic_metres(lang).to_owned(),
        (Unit::Kilograms, _) => texts::kilograms(lang).to_owned(),
        (Unit::Concentration, Subject::At(_, code) | Subject::Pollutant(code)) => Pollutant::of(code).unit,
        (Unit::Concentration, Subject::Field(_) | Subject::All) => String::new(),
    }
}

/// The percentage that is said of a finding's two figures, and what would have been tolerated of it; nothing where one
/// of them is missing.
pub fn apart(lang: Lang, finding: &Finding) -> Option<(String, Option<String>)> {
    let (declared, measured) = (finding.declared?, finding.measured?);
    let sides = sides(lang, finding);
    let ratio = sides.ratio.of(declared, measured);
    Some(match sides.ratio {
        Ratio::Used => (texts::used(lang, sides.declared, sides.measured, share(ratio)), None),
        Ratio::OfLarger | Ratio::OfMeasured => {
            let gap = format!("{} {}", quantity(declared.saturating_sub(measured).abs()), sides.unit);
            let tolerated = texts::tolerated(lang, share(finding.tolerance));
            (texts::apart(lang, gap.trim_end(), share(ratio)), Some(tolerated))
        }
    })
}

#[cfg(test)]
mod tests {
    use domain::crosscheck::RULES;
    use domain::declaration::form::Field;

    use super::*;

    #[test]
    fn a_field_is_called_as_the_form_calls_it() {
        for field in Field::ALL {
            for &lang in Lang::ALL {
                let name = about(lang, &About::Field(field.at(0).to_string().into()));
                assert_eq!(name, field.name(lang));
            }
        }
    }

    #[test]
    fn every_sentence_of_every_rule_names_its_figures_and_their_unit() {
        let subject = Subject::At("DW001".parse().unwrap(), "w01018".to_owned());
        for rule in RULES {
            for sentence in rule.sentences {
                for &lang in Lang::ALL {
                    let of = |text: &Text| lang.pick(text.zh, text.en).to_owned();
                    assert!(!unit(lang, sentence.unit, &subject).is_empty(), "{}", sentence.key);
                    assert_ne!(of(&sentence.declared), of(&sentence.measured), "{}", sentence.key);
                    assert!(!of(&rule.title).is_empty() && !of(&rule.why).is_empty(), "{}", rule.id);
                }
            }
        }
    }
}
