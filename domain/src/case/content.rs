//! What a case says, and what is wrong with it.

use chrono::{Months, NaiveDate};

use super::{
    CaseField, CaseSlip, Compared, Course, Gravity, GravityRules, Judged, Law, Laws, Measure, Measures, Named,
    Penalties, Transfer, ViolationKind, personal_number, wrong_days,
};
use crate::money::Fen;

/// The most characters of a long text.
pub const LONGEST_TEXT: usize = 4_000;
/// The most characters of the document's number, and of the name of who decided.
pub const LONGEST_NUMBER: usize = 60;
/// The largest fine that a decision can hold: far more than any law of the dossier allows.
const LARGEST_FINE: Fen = Fen::yuan(100_000_000);

/// What a case says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseContent {
    /// What was done wrong.
    pub kind: ViolationKind,
    /// The day of the act; of one that lasted the first.
    pub acted_on: NaiveDate,
    /// The last day of an act that lasted (连续或者继续状态): decides which law applies.
    pub acted_until: Option<NaiveDate>,
    /// The day on which the bureau discovered it (检查发现日).
    pub found_on: Option<NaiveDate>,
    /// The day of the decision.
    pub decided_on: Option<NaiveDate>,
    /// The day on which it was handed over as a suspected crime (移送涉嫌犯罪案件).
    pub transferred_on: Option<NaiveDate>,
    /// The day on which it came back without a criminal punishment.
    pub returned_on: Option<NaiveDate>,
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
    /// What that follows from: rule and circumstances.
    pub gravity_basis: String,
    /// What has been put right; empty while nothing has.
    pub rectification: String,
    /// The enterprise's own words; empty where it said nothing.
    pub statement: String,
}

impl CaseContent {
    /// What is wrong even with a draft, in the order of the fields.
    pub fn slips(&self, today: NaiveDate, law: &Penalties) -> Vec<(CaseField, CaseSlip)> {
        let mut slips = wrong_days(&self.course(), today);
        slips.extend(self.texts().into_iter().filter_map(|(field, text)| Some((field, slip(field, text)?))));
        slips.extend(wrong_fine(self.fine, &self.judged(today), law).map(|slip| (CaseField::Fine, slip)));
        slips.extend(self.fined_while_open(today));
        slips.sort_by_key(|(field, _)| *field);
        slips
    }

    /// What is wrong with a case that goes to the review or to the public.
    pub fn problems(&self, today: NaiveDate, law: &Penalties, classes: &GravityRules) -> Vec<(CaseField, CaseSlip)> {
        let mut problems = self.slips(today, law);
        problems.extend(self.gaps().into_iter().map(|field| (field, CaseSlip::Missing)));
        let act = self.judged(today);
        if !self.basis.trim().is_empty() && !matches!(law.named(&act), Named::Exactly(_)) {
            problems.push((CaseField::Basis, CaseSlip::Provision(law.ranges(&act))));
        }
        // While it is with the police nobody is fined, whatever else the provision obliges to.
        let is_open = self.suspended_since(today).is_some();
        let is_owed = |group: &Vec<Measure>| !is_open || group.iter().any(|one| *one != Measure::PersonsFined);
        let owed = law.owed(&act, &self.measures).into_iter().filter(is_owed);
        problems.extend(owed.map(|group| (CaseField::Measures, CaseSlip::Owed(group))));
        problems.extend(self.transfer_gaps(is_open));
        let late = law.limitation(self.ended_on()).zip(self.found_on);
        let late = late.and_then(|(rule, found)| Some(rule.last_day(self.ended_on())).filter(|last| found > *last));
        problems.extend(late.map(|last| (CaseField::FoundOn, CaseSlip::Barred(last))));
        let over = self.last_day(classes).filter(|last| *last < today);
        problems.extend(over.map(|last| (CaseField::Gravity, CaseSlip::TermOver(last))));
        problems.sort_by_key(|(field, _)| *field);
        problems
    }

    /// What must be filled in and is not.
    fn gaps(&self) -> Vec<CaseField> {
        use CaseField as F;
        const NEEDED: [CaseField; 7] =
            [F::DocumentNo, F::Authority, F::GravityBasis, F::Facts, F::Breached, F::Basis, F::Discretion];
        let blank = self.texts().into_iter().filter(|(field, text)| NEEDED.contains(field) && text.trim().is_empty());
        let mut gaps: Vec<_> = blank.map(|(field, _)| field).collect();
        gaps.extend(self.decided_on.is_none().then_some(CaseField::DecidedOn));
        gaps.extend(self.gravity.is_none().then_some(CaseField::Gravity));
        gaps
    }

    /// The act as the law looks at it: one that lasted as of its last day. What is not decided yet would be decided today.
    pub fn judged(&self, today: NaiveDate) -> Judged<'_> {
        let decided_on = self.decided_on.unwrap_or(today);
        Judged { kind: self.kind, acted_on: self.ended_on(), decided_on, basis: &self.basis }
    }

    /// The last day of the act.
    pub fn ended_on(&self) -> NaiveDate {
        self.acted_until.unwrap_or(self.acted_on)
    }

    /// All days of it.
    pub fn course(&self) -> Course {
        Course {
            acted_on: Some(self.acted_on),
            acted_until: self.acted_until,
            found_on: self.found_on,
            decided_on: self.decided_on,
            transferred_on: self.transferred_on,
            returned_on: self.returned_on,
        }
    }

    /// Since when no fine can be decided, because it is with the police as a suspected crime on the day of the decision.
    pub fn suspended_since(&self, today: NaiveDate) -> Option<NaiveDate> {
        Transfer::of(self.transferred_on, self.returned_on)?.open_on(self.decided_on.unwrap_or(today))
    }

    /// A fine, of the enterprise or of persons, that is decided while it is with the police.
    fn fined_while_open(&self, today: NaiveDate) -> Vec<(CaseField, CaseSlip)> {
        let Some(since) = self.suspended_since(today) else { return Vec::new() };
        let fined = (self.fine != Fen(0)).then_some(CaseField::Fine);
        let persons = self.measures.has(Measure::PersonsFined).then_some(CaseField::Measures);
        fined.into_iter().chain(persons).map(|field| (field, CaseSlip::OpenTransfer(since))).collect()
    }

    /// What is said of a transfer in one place and not in the other.
    fn transfer_gaps(&self, is_open: bool) -> Vec<(CaseField, CaseSlip)> {
        let is_named = self.measures.has(Measure::CriminalTransfer);
        let undated = (self.transferred_on.is_none() && (is_named || self.returned_on.is_some()))
            .then_some((CaseField::TransferredOn, CaseSlip::Missing));
        let unnamed =
            (is_open && !is_named).then(|| (CaseField::Measures, CaseSlip::Owed(vec![Measure::CriminalTransfer])));
        undated.into_iter().chain(unnamed).collect()
    }

    /// Discharge without a permit at somebody who held one until this day. A permit runs for five years (排污许可管理条例,
    /// Art 14; Code, Art 182), so that one that ends later than five years after the act may have come after it.
    pub fn permit_held(&self, permit_to: Option<NaiveDate>) -> Option<(CaseField, CaseSlip)> {
        const PERMIT_RUNS: Months = Months::new(60);
        let to = permit_to.filter(|_| self.kind == ViolationKind::NoPermit)?;
        let from = to.checked_sub_months(PERMIT_RUNS)?;
        let held = from < self.acted_on && self.ended_on() <= to;
        held.then_some((CaseField::Kind, CaseSlip::HoldsPermit(to)))
    }

    /// The last day of its publicity: the term runs from the day of the decision.
    pub fn last_day(&self, classes: &GravityRules) -> Option<NaiveDate> {
        let decided_on = self.decided_on?;
        Some(classes.term(self.gravity?, decided_on)?.last_day(decided_on))
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

    fn texts(&self) -> [(CaseField, &str); 9] {
        [
            (CaseField::DocumentNo, &self.document_no),
            (CaseField::Authority, &self.authority),
            (CaseField::GravityBasis, &self.gravity_basis),
            (CaseField::Facts, &self.facts),
            (CaseField::Breached, &self.breached),
            (CaseField::Basis, &self.basis),
            (CaseField::Discretion, &self.discretion),
            (CaseField::Rectification, &self.rectification),
            (CaseField::Statement, &self.statement),
        ]
    }
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
