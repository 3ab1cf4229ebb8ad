//! What a case says, and what is wrong with it.

use chrono::NaiveDate;

use super::{
    Compared, FineRange, Gravity, Judged, Law, Laws, Measure, Measures, Named, Penalties, Personal, ViolationKind,
    personal_number,
};
use crate::money::Fen;

/// The most characters of a long text.
pub const LONGEST_TEXT: usize = 4_000;
/// The most characters of the document's number, and of the name of who decided.
pub const LONGEST_NUMBER: usize = 60;
/// The largest fine that a decision can hold: far more than any law of the dossier allows.
const LARGEST_FINE: Fen = Fen::yuan(100_000_000);

text_enum! {
    /// A field of a case.
    pub enum CaseField {
        /// The day of the act.
        ActedOn = "acted_on",
        /// The day of the decision.
        DecidedOn = "decided_on",
        /// The number on the document.
        DocumentNo = "document_no",
        /// Who decided.
        Authority = "authority",
        /// What was found.
        Facts = "facts",
        /// The provision that was broken.
        Breached = "breached",
        /// Law and article by which it is punished.
        Basis = "basis",
        /// How the amount was worked out.
        Discretion = "discretion",
        /// The fine.
        Fine = "fine",
        /// What is ordered beside the fine.
        Measures = "measures",
        /// How grave the breach of trust is.
        Gravity = "gravity",
        /// What has been put right.
        Rectification = "rectification",
        /// The enterprise's own words.
        Statement = "statement",
    }
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize)]
pub enum CaseSlip {
    /// It must be filled in before the review.
    #[error("fill this in")]
    Missing,
    /// It is too long.
    #[error("at most {0} characters")]
    Long(usize),
    /// The day has not come yet.
    #[error("this day has not come yet")]
    Future,
    /// A decision cannot come before the act.
    #[error("the decision is before the act")]
    BeforeAct,
    /// No fine is negative, or so large.
    #[error("this is no amount of a fine")]
    NoAmount,
    /// The fine lies outside of what the provision allows.
    #[error("the fine is outside of {}", ranges(.0))]
    Range(Vec<FineRange>),
    /// The basis does not say by which provision the fine is given.
    #[error("the basis names none of these provisions: {}", ranges(.0))]
    Provision(Vec<FineRange>),
    /// The provision obliges to one of these measures, and none is ordered.
    #[error("the provision obliges to {}", words(.0))]
    Owed(Vec<Measure>),
    /// The term of publication, which runs from the decision, is over.
    #[error("the term of publication ended on {0}")]
    TermOver(NaiveDate),
    /// Something of a person stands in it, which must not be published.
    #[error("`{1}` looks like a number of a person ({0}), which must not be published")]
    Personal(Personal, String),
}

/// `《…》第三十六条 20000.00 to 200000.00 yuan; …`.
fn ranges(ranges: &[FineRange]) -> String {
    let one = |range: &FineRange| format!("{} {} to {} yuan", range.basis, range.least, range.most);
    ranges.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn words(measures: &[Measure]) -> String {
    measures.iter().map(|measure| measure.as_str()).collect::<Vec<_>>().join(" or ")
}

/// What a case says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseContent {
    /// What was done wrong.
    pub kind: ViolationKind,
    /// The day of the act: decides which law applies.
    pub acted_on: NaiveDate,
    /// The day of the decision.
    pub decided_on: Option<NaiveDate>,
    /// Number on the document: `示环罚字〔2026〕123号`.
    pub document_no: String,
    /// Who decided (处罚机关): the bureau, or one of its branches in its own name (Code, Art 53).
    pub authority: String,
    /// What was found.
    pub facts: String,
    /// The provision that the act broke (违反条款).
    pub breached: String,
    /// Law and article that applied on the day of the act.
    pub basis: String,
    /// How the amount was worked out.
    pub discretion: String,
    /// The fine; zero for a warning.
    pub fine: Fen,
    /// What is ordered beside it.
    pub measures: Measures,
    /// How grave the breach of trust is.
    pub gravity: Option<Gravity>,
    /// What has been put right; empty while nothing has.
    pub rectification: String,
    /// The enterprise's own words; empty where it said nothing.
    pub statement: String,
}

impl CaseContent {
    /// What is wrong even with a draft, in the order of the fields.
    pub fn slips(&self, today: NaiveDate, law: &Penalties) -> Vec<(CaseField, CaseSlip)> {
        let mut slips = wrong_days(Some(self.acted_on), self.decided_on, today);
        slips.extend(self.texts().into_iter().filter_map(|(field, text)| Some((field, slip(field, text)?))));
        slips.extend(wrong_fine(self.fine, &self.judged(today), law).map(|slip| (CaseField::Fine, slip)));
        slips.sort_by_key(|(field, _)| *field);
        slips
    }

    /// What is wrong with a case that goes to the review or to the public.
    pub fn problems(&self, today: NaiveDate, law: &Penalties) -> Vec<(CaseField, CaseSlip)> {
        let mut problems = self.slips(today, law);
        problems.extend(self.gaps().into_iter().map(|field| (field, CaseSlip::Missing)));
        let act = self.judged(today);
        if !self.basis.trim().is_empty() && !matches!(law.named(&act), Named::Exactly(_)) {
            problems.push((CaseField::Basis, CaseSlip::Provision(law.ranges(&act))));
        }
        let owed = law.owed(&act, &self.measures).into_iter();
        problems.extend(owed.map(|group| (CaseField::Measures, CaseSlip::Owed(group))));
        let over = self.last_day().filter(|last| *last < today);
        problems.extend(over.map(|last| (CaseField::Gravity, CaseSlip::TermOver(last))));
        problems.sort_by_key(|(field, _)| *field);
        problems
    }

    /// What must be filled in and is not.
    fn gaps(&self) -> Vec<CaseField> {
        use CaseField as F;
        const NEEDED: [CaseField; 6] = [F::DocumentNo, F::Authority, F::Facts, F::Breached, F::Basis, F::Discretion];
        let blank = self.texts().into_iter().filter(|(field, text)| NEEDED.contains(field) && text.trim().is_empty());
        let mut gaps: Vec<_> = blank.map(|(field, _)| field).collect();
        gaps.extend(self.decided_on.is_none().then_some(CaseField::DecidedOn));
        gaps.extend(self.gravity.is_none().then_some(CaseField::Gravity));
        gaps
    }

    /// The act as the law looks at it. What is not decided yet would be decided today.
    pub fn judged(&self, today: NaiveDate) -> Judged<'_> {
        let decided_on = self.decided_on.unwrap_or(today);
        Judged { kind: self.kind, acted_on: self.acted_on, decided_on, basis: &self.basis }
    }

    /// The last day of its publicity: the term runs from the day of the decision.
    pub fn last_day(&self) -> Option<NaiveDate> {
        Some(self.gravity?.last_day(self.decided_on?))
    }

    /// The law by which the act is judged, where the basis names neither it nor a newer one: to be checked, and nothing to
    /// refuse.
    pub fn law_not_named<'a>(&self, today: NaiveDate, laws: &'a Laws) -> Option<&'a Law> {
        let act = self.judged(today);
        laws.not_named(act.acted_on, act.decided_on, act.basis)
    }

    /// Both laws, where the act came before the newer one: the officer has to compare them.
    pub fn laws_compared(&self, today: NaiveDate, law: &Penalties, laws: &Laws) -> Option<Compared> {
        law.compared(&self.judged(today), laws)
    }

    fn texts(&self) -> [(CaseField, &str); 8] {
        [
            (CaseField::DocumentNo, &self.document_no),
            (CaseField::Authority, &self.authority),
            (CaseField::Facts, &self.facts),
            (CaseField::Breached, &self.breached),
            (CaseField::Basis, &self.basis),
            (CaseField::Discretion, &self.discretion),
            (CaseField::Rectification, &self.rectification),
            (CaseField::Statement, &self.statement),
        ]
    }
}

/// What is wrong with the days of a case, as far as they are known: of a form of which not all can be read yet, too.
pub fn wrong_days(
    acted_on: Option<NaiveDate>,
    decided_on: Option<NaiveDate>,
    today: NaiveDate,
) -> Vec<(CaseField, CaseSlip)> {
    let acted = acted_on.filter(|day| *day > today).map(|_| (CaseField::ActedOn, CaseSlip::Future));
    let decided = decided_on.and_then(|day| match acted_on {
        _ if day > today => Some(CaseSlip::Future),
        Some(act) if day < act => Some(CaseSlip::BeforeAct),
        _ => None,
    });
    acted.into_iter().chain(decided.map(|slip| (CaseField::DecidedOn, slip))).collect()
}

/// What is wrong with a fine. None at all is a decision of its own; any other one lies in what a provision allows.
pub fn wrong_fine(fine: Fen, act: &Judged<'_>, law: &Penalties) -> Option<CaseSlip> {
    if !(Fen(0)..=LARGEST_FINE).contains(&fine) {
        return Some(CaseSlip::NoAmount);
    }
    let ranges = law.ranges(act);
    let fits = fine == Fen(0) || ranges.iter().any(|range| range.holds(fine));
    (!fits).then_some(CaseSlip::Range(ranges))
}

/// What is wrong with a text.
fn slip(field: CaseField, text: &str) -> Option<CaseSlip> {
    let most =
        if matches!(field, CaseField::DocumentNo | CaseField::Authority) { LONGEST_NUMBER } else { LONGEST_TEXT };
    if text.chars().count() > most {
        return Some(CaseSlip::Long(most));
    }
    unpublishable(text)
}

/// What stands in a text and must not be published.
pub fn unpublishable(text: &str) -> Option<CaseSlip> {
    personal_number(text).map(|(kind, number)| CaseSlip::Personal(kind, number))
}

#[cfg(test)]
mod tests;
