//! What is wrong in the form: what the rules find, and what is no figure at all.

use domain::declaration::check::{self, Problem, Tier};
use domain::declaration::form::FieldPath;
use domain::input::FigureIssue;
use domain::lang::Lang;

use super::cell::{Reasons, Stage};
use super::row::CellId;
use crate::texts::filing_editor as texts;

/// Something wrong at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldIssue {
    /// Where.
    pub path: FieldPath,
    /// The field; none for what is missing in a section as a whole.
    pub cell: Option<CellId>,
    what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    Rule(Problem),
    Garbled(FigureIssue),
}

impl FieldIssue {
    /// What a rule found.
    pub fn of_rule(problem: Problem, cell: Option<CellId>) -> Self {
        Self { path: problem.path, cell, what: What::Rule(problem) }
    }

    /// A field that holds something else than a figure.
    pub fn garbled(path: FieldPath, cell: CellId, why: FigureIssue) -> Self {
        Self { path, cell: Some(cell), what: What::Garbled(why) }
    }

    /// The sentence, in the server's own words where the server has any.
    pub fn say(&self, lang: Lang) -> String {
        match &self.what {
            What::Rule(problem) => check::message(lang, problem),
            What::Garbled(FigureIssue::Letters) => texts::letters(lang).to_owned(),
            What::Garbled(FigureIssue::Commas) => texts::commas(lang).to_owned(),
            What::Garbled(FigureIssue::Long) => texts::long(lang).to_owned(),
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

    /// The rule whose problem can be explained instead of mended.
    pub fn explained_by(&self) -> Option<&str> {
        match &self.what {
            What::Rule(problem) if problem.tier == Tier::Explain => Some(&problem.rule),
            _ => None,
        }
    }

    /// Whether it keeps the declaration from being signed, beside the explanations given at its field.
    pub fn hinders(&self, reasons: Option<&Reasons>) -> bool {
        match (self.tier(), self.explained_by()) {
            (Tier::Block, _) => true,
            (_, Some(rule)) => reasons.and_then(|reasons| reasons.get(rule)).is_none_or(|text| text.trim().is_empty()),
            _ => false,
        }
    }

    /// Whether a field is empty that nobody may have come to yet.
    pub fn is_missing(&self) -> bool {
        matches!(&self.what, What::Rule(problem) if problem.is_missing())
    }

    /// Whether it is to be shown at its field now; `asked` is who wants to hear of fields nobody has come to yet.
    pub fn shows(&self, stage: Stage, asked: bool) -> bool {
        match stage {
            Stage::Typing => !self.is_missing() && !self.may_pass(),
            Stage::Fresh => !self.is_missing() || asked,
            Stage::Left => true,
        }
    }

    /// Whether the next digit may mend it: while a number is being typed it is too low for a moment, and its commas
    /// do not stand right yet.
    fn may_pass(&self) -> bool {
        match &self.what {
            What::Garbled(why) => *why == FigureIssue::Commas,
            What::Rule(problem) => problem.is_too_low(),
        }
    }
}
