//! What is wrong in the editor: what the rules find, and what is no figure at all.

use domain::declaration::check::{self, Context, Problem, Tier};
use domain::lang::Lang;
use domain::message::Arg;
use leptos::prelude::WithUntracked;

use super::figure::NotAFigure;
use super::lines::Reading;
use super::place::Place;
use super::sheet::Cell;
use crate::texts::filing_editor as texts;

/// Something wrong at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where.
    pub place: Place,
    what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    Rule(Problem),
    Garbled(NotAFigure),
}

impl Finding {
    /// The sentence, in the server's own words where the server has any.
    pub fn say(&self, lang: Lang) -> String {
        match &self.what {
            What::Rule(problem) => check::message(lang, problem),
            What::Garbled(NotAFigure::Letters) => texts::letters(lang).to_owned(),
            What::Garbled(NotAFigure::Commas) => texts::commas(lang).to_owned(),
            What::Garbled(NotAFigure::Long) => texts::long(lang).to_owned(),
        }
    }

    /// Whether the sentence does not name its field.
    pub fn is_garbled(&self) -> bool {
        matches!(self.what, What::Garbled(_))
    }

    /// What it asks for.
    pub fn tier(&self) -> Tier {
        match &self.what {
            What::Rule(problem) => problem.tier,
            What::Garbled(_) => Tier::Block,
        }
    }

    /// The rule whose finding can be explained instead of mended.
    pub fn explained_by(&self) -> Option<&str> {
        match &self.what {
            What::Rule(problem) if problem.tier == Tier::Explain => Some(&problem.rule),
            _ => None,
        }
    }

    /// Whether it keeps the declaration from being signed, as the field stands that it is about.
    pub fn hinders(&self, cell: Option<&Cell>) -> bool {
        match (self.tier(), self.explained_by()) {
            (Tier::Block, _) => true,
            (_, Some(rule)) => !cell.is_some_and(|cell| {
                cell.reasons.with_untracked(|reasons| reasons.get(rule).is_some_and(|text| !text.trim().is_empty()))
            }),
            _ => false,
        }
    }

    /// Whether a field is empty that nobody may have come to yet.
    pub fn is_missing(&self) -> bool {
        matches!(&self.what, What::Rule(problem) if problem.rule == "D01")
    }

    /// Whether the next digit may mend it: while a number is being typed it is too low for a moment, and its commas
    /// do not stand right yet.
    pub fn may_pass(&self) -> bool {
        match &self.what {
            What::Garbled(why) => *why == NotAFigure::Commas,
            What::Rule(problem) => match &*problem.key {
                "D06.low" | "D16.below" => true,
                "D07.jump" => match (problem.args.get("value"), problem.args.get("last")) {
                    (Some(Arg::Number(value)), Some(Arg::Number(last))) => value < last,
                    _ => false,
                },
                _ => false,
            },
        }
    }
}

/// Everything that is wrong with a form, in its order.
pub fn find(reading: &Reading, context: &Context) -> Vec<Finding> {
    let is_garbled = |place: Place| reading.garbled.iter().any(|(other, _)| *other == place);
    let garbled = reading.garbled.iter().map(|(place, why)| Finding { place: *place, what: What::Garbled(*why) });
    let problems = check::check(&reading.content, context).into_iter().filter_map(|problem| {
        let place = Place::of_path(&problem.path)?;
        // That a field is empty is not said of one that holds something else than a figure.
        (!is_garbled(place)).then_some(Finding { place, what: What::Rule(problem) })
    });
    garbled.chain(problems).collect()
}
