//! What a case says, and what is wrong with it.

use chrono::NaiveDate;

use super::{Gravity, Law, Personal, ViolationKind, law, personal_number};
use crate::money::Fen;

/// The most characters of a long text.
pub const LONGEST_TEXT: usize = 4_000;
/// The most characters of the document's number.
pub const LONGEST_NUMBER: usize = 60;
/// The largest fine that a decision can hold: ten times what any law of the dossier allows.
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
        /// What was found.
        Facts = "facts",
        /// Law and article.
        Basis = "basis",
        /// How the amount was worked out.
        Discretion = "discretion",
        /// The fine.
        Fine = "fine",
        /// How grave the breach of trust is.
        Gravity = "gravity",
        /// What has been put right.
        Rectification = "rectification",
        /// The enterprise's own words.
        Statement = "statement",
    }
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CaseSlip {
    /// It must be filled in before the legal review.
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
    /// A number of a person stands in it, which must not be published.
    #[error("`{1}` looks like a number of a person ({0}), which must not be published")]
    Personal(Personal, String),
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
    /// What was found.
    pub facts: String,
    /// Law and article that applied on the day of the act.
    pub basis: String,
    /// How the amount was worked out.
    pub discretion: String,
    /// The fine; zero for a warning.
    pub fine: Fen,
    /// How grave the breach of trust is.
    pub gravity: Option<Gravity>,
    /// What has been put right; empty while nothing has.
    pub rectification: String,
    /// The enterprise's own words; empty where it said nothing.
    pub statement: String,
}

impl CaseContent {
    /// What is wrong even with a draft, in the order of the fields.
    pub fn slips(&self, today: NaiveDate) -> Vec<(CaseField, CaseSlip)> {
        let mut slips = Vec::new();
        if self.acted_on > today {
            slips.push((CaseField::ActedOn, CaseSlip::Future));
        }
        match self.decided_on {
            Some(day) if day > today => slips.push((CaseField::DecidedOn, CaseSlip::Future)),
            Some(day) if day < self.acted_on => slips.push((CaseField::DecidedOn, CaseSlip::BeforeAct)),
            _ => {}
        }
        slips.extend(self.texts().into_iter().filter_map(|(field, text)| Some((field, slip(field, text)?))));
        if !(Fen(0)..=LARGEST_FINE).contains(&self.fine) {
            slips.push((CaseField::Fine, CaseSlip::NoAmount));
        }
        slips.sort_by_key(|(field, _)| *field);
        slips
    }

    /// What is wrong with a case that goes to the legal review or to the public.
    pub fn problems(&self, today: NaiveDate) -> Vec<(CaseField, CaseSlip)> {
        const NEEDED: [CaseField; 4] =
            [CaseField::DocumentNo, CaseField::Facts, CaseField::Basis, CaseField::Discretion];
        let blank = self.texts().into_iter().filter(|(field, text)| NEEDED.contains(field) && text.trim().is_empty());
        let mut gaps: Vec<_> = blank.map(|(field, _)| field).collect();
        gaps.extend(self.decided_on.is_none().then_some(CaseField::DecidedOn));
        gaps.extend(self.gravity.is_none().then_some(CaseField::Gravity));
        let mut problems = self.slips(today);
        problems.extend(gaps.into_iter().map(|field| (field, CaseSlip::Missing)));
        problems.sort_by_key(|(field, _)| *field);
        problems
    }

    /// The law by which the act is judged, where the basis does not name it: to be checked, and nothing to refuse.
    pub fn law_not_named(&self) -> Option<Law> {
        law::not_named(self.acted_on, &self.basis)
    }

    fn texts(&self) -> [(CaseField, &str); 6] {
        [
            (CaseField::DocumentNo, &self.document_no),
            (CaseField::Facts, &self.facts),
            (CaseField::Basis, &self.basis),
            (CaseField::Discretion, &self.discretion),
            (CaseField::Rectification, &self.rectification),
            (CaseField::Statement, &self.statement),
        ]
    }
}

/// What is wrong with a text.
fn slip(field: CaseField, text: &str) -> Option<CaseSlip> {
    let most = if field == CaseField::DocumentNo { LONGEST_NUMBER } else { LONGEST_TEXT };
    if text.chars().count() > most {
        return Some(CaseSlip::Long(most));
    }
    personal_number(text).map(|(kind, number)| CaseSlip::Personal(kind, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn content() -> CaseContent {
        CaseContent {
            kind: ViolationKind::OverLimit,
            acted_on: day("2026-08-20"),
            decided_on: Some(day("2026-10-20")),
            document_no: "示环罚字〔2026〕123号".into(),
            facts: "总镍日均值 0.63 毫克/升，高于限值。".into(),
            basis: "第一千一百零三条".into(),
            discretion: "起点 10%，超标倍数 5%。".into(),
            fine: Fen::yuan(325_000),
            gravity: Some(Gravity::Ordinary),
            rectification: String::new(),
            statement: String::new(),
        }
    }

    #[test]
    fn a_whole_case_has_no_problem() {
        assert_eq!(content().problems(day("2026-11-22")), []);
    }

    #[test]
    fn a_draft_may_have_gaps_and_a_case_for_review_may_not() {
        use CaseField as F;
        let (facts, document_no) = (" ".into(), String::new());
        let draft = CaseContent { decided_on: None, gravity: None, facts, document_no, ..content() };
        assert_eq!(draft.slips(day("2026-11-22")), []);
        let gaps: Vec<_> = draft.problems(day("2026-11-22")).into_iter().map(|(field, _)| field).collect();
        assert_eq!(gaps, [F::DecidedOn, F::DocumentNo, F::Facts, F::Gravity]);
    }

    #[test]
    fn days_amounts_and_numbers_of_persons() {
        let today = day("2026-11-22");
        let first = |content: CaseContent| content.slips(today).first().cloned();
        let phone = "负责人电话 13800138000".to_owned();
        let cases = [
            (CaseContent { acted_on: day("2026-11-23"), ..content() }, Some((CaseField::ActedOn, CaseSlip::Future))),
            (
                CaseContent { decided_on: Some(day("2026-11-23")), ..content() },
                Some((CaseField::DecidedOn, CaseSlip::Future)),
            ),
            (
                CaseContent { decided_on: Some(day("2026-08-19")), ..content() },
                Some((CaseField::DecidedOn, CaseSlip::BeforeAct)),
            ),
            (CaseContent { fine: Fen(-1), ..content() }, Some((CaseField::Fine, CaseSlip::NoAmount))),
            (CaseContent { fine: Fen(i64::MAX), ..content() }, Some((CaseField::Fine, CaseSlip::NoAmount))),
            (
                CaseContent { facts: "长".repeat(LONGEST_TEXT + 1), ..content() },
                Some((CaseField::Facts, CaseSlip::Long(LONGEST_TEXT))),
            ),
            (
                CaseContent { statement: phone, ..content() },
                Some((CaseField::Statement, CaseSlip::Personal(Personal::Mobile, "13800138000".into()))),
            ),
            (content(), None),
        ];
        for (content, want) in cases {
            assert_eq!(first(content), want);
        }
    }
}
