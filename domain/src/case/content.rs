//! What a case says, and what is wrong with it.

use chrono::NaiveDate;

use super::{
    Compared, FineRange, Gravity, Judged, Law, Measure, Measures, Named, Penalties, Personal, ViolationKind, law,
    personal_number,
};
use crate::money::Fen;

/// The most characters of a long text.
pub const LONGEST_TEXT: usize = 4_000;
/// The most characters of the document's number, and of the name of who decided.
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

    /// What is wrong with a case that goes to the legal review or to the public.
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

    /// The law by which the act is judged, where the basis does not name it: to be checked, and nothing to refuse.
    pub fn law_not_named(&self) -> Option<Law> {
        law::not_named(self.acted_on, &self.basis)
    }

    /// Both laws, where the act came before the newer one: the officer has to compare them.
    pub fn laws_compared(&self, today: NaiveDate, law: &Penalties) -> Option<Compared> {
        law.compared(&self.judged(today))
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
    personal_number(text).map(|(kind, number)| CaseSlip::Personal(kind, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// One provision for one kind, and one that obliges to more than a fine.
    fn law() -> Penalties {
        let text = r#"{"provision": [
            {"kind": "over-limit", "from": "2026-08-15", "law": "《中华人民共和国生态环境法典》",
             "article": "第一千一百零三条", "least": 100000, "most": 1000000, "source": "test"},
            {"kind": "evasion", "from": "2026-08-15", "law": "《中华人民共和国生态环境法典》",
             "article": "第一千一百零八条", "least": 100000, "most": 1000000, "source": "test",
             "obliges": [["limit-production", "stop-production"], ["police"]]}
        ]}"#;
        serde_json::from_str(text).unwrap()
    }

    fn content() -> CaseContent {
        CaseContent {
            kind: ViolationKind::OverLimit,
            acted_on: day("2026-08-20"),
            decided_on: Some(day("2026-10-20")),
            document_no: "示环罚字〔2026〕123号".into(),
            authority: "示范市生态环境局".into(),
            facts: "总镍日均值 0.63 毫克/升，高于限值。".into(),
            breached: "生态环境法典关于按照排污许可证排放污染物的规定".into(),
            basis: "生态环境法典第一千一百零三条".into(),
            discretion: "起点 10%，超标倍数 5%。".into(),
            fine: Fen::yuan(325_000),
            measures: Measures::default(),
            gravity: Some(Gravity::Ordinary),
            rectification: String::new(),
            statement: String::new(),
        }
    }

    #[test]
    fn a_whole_case_has_no_problem() {
        assert_eq!(content().problems(day("2026-11-22"), &law()), []);
    }

    #[test]
    fn a_draft_may_have_gaps_and_a_case_for_review_may_not() {
        use CaseField as F;
        let (facts, document_no) = (" ".into(), String::new());
        let (authority, breached) = (String::new(), String::new());
        let draft =
            CaseContent { decided_on: None, gravity: None, facts, document_no, authority, breached, ..content() };
        assert_eq!(draft.slips(day("2026-11-22"), &law()), []);
        let gaps: Vec<_> = draft.problems(day("2026-11-22"), &law()).into_iter().map(|(field, _)| field).collect();
        assert_eq!(gaps, [F::DecidedOn, F::DocumentNo, F::Authority, F::Facts, F::Breached, F::Gravity]);
    }

    #[test]
    fn days_amounts_and_numbers_of_persons() {
        let today = day("2026-11-22");
        let first = |content: CaseContent| content.slips(today, &law()).first().cloned();
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

    #[test]
    fn a_day_is_judged_where_the_other_is_not_known() {
        let today = day("2026-11-22");
        let (late, early) = (Some(day("2026-11-23")), Some(day("2026-08-19")));
        let future = |field| (field, CaseSlip::Future);
        assert_eq!(wrong_days(None, late, today), [future(CaseField::DecidedOn)]);
        assert_eq!(wrong_days(late, None, today), [future(CaseField::ActedOn)]);
        assert_eq!(wrong_days(late, late, today), [future(CaseField::ActedOn), future(CaseField::DecidedOn)]);
        assert_eq!(wrong_days(Some(today), early, today), [(CaseField::DecidedOn, CaseSlip::BeforeAct)]);
        assert_eq!(wrong_days(None, early, today), []);
        assert_eq!(wrong_days(None, None, today), []);
    }

    #[test]
    fn a_fine_lies_in_what_the_provision_allows() {
        let today = day("2026-11-22");
        #[rustfmt::skip]
        let cases = [
            (0,         true),   // no fine
            (99_999,    false),
            (100_000,   true),
            (1_000_000, true),
            (1_000_001, false),
        ];
        for (yuan, fits) in cases {
            let slips = CaseContent { fine: Fen::yuan(yuan), ..content() }.slips(today, &law());
            assert_eq!(slips.is_empty(), fits, "{yuan}: {slips:?}");
            assert!(fits || matches!(&slips[..], [(CaseField::Fine, CaseSlip::Range(ranges))] if ranges.len() == 1));
        }
    }

    #[test]
    fn the_legal_review_wants_a_provision_and_what_it_obliges_to() {
        let today = day("2026-11-22");
        let vague = CaseContent { basis: "有关法律规定".into(), ..content() };
        assert_eq!(vague.slips(today, &law()), []);
        assert!(matches!(&vague.problems(today, &law())[..], [(CaseField::Basis, CaseSlip::Provision(_))]));
        let basis = "生态环境法典第一千一百零八条".to_owned();
        let evasion = CaseContent { kind: ViolationKind::Evasion, basis, ..content() };
        assert_eq!(evasion.slips(today, &law()), []);
        let owed: Vec<_> = evasion.problems(today, &law()).into_iter().map(|(field, _)| field).collect();
        assert_eq!(owed, [CaseField::Measures; 2]);
        let measures = Measures::of([Measure::Police, Measure::LimitProduction]);
        assert_eq!(CaseContent { measures, ..evasion }.problems(today, &law()), []);
    }

    #[test]
    fn what_is_over_is_not_published_any_more() {
        let old = CaseContent { gravity: Some(Gravity::Minor), ..content() };
        assert_eq!(old.last_day(), Some(day("2027-01-20")));
        assert_eq!(old.problems(day("2027-01-20"), &law()), []);
        let over = (CaseField::Gravity, CaseSlip::TermOver(day("2027-01-20")));
        assert_eq!(old.problems(day("2027-01-21"), &law()), [over]);
    }
}
