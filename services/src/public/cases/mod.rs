//! The exposure board (曝光台): penalty cases while they are published.
//!
//! A case is public from the moment of its publication to the end of the last day of its publicity (公示截止期). After
//! that its page is gone and it is only counted, in the numbers of the whole city: beside a name it stands nowhere.

mod board;
pub(crate) mod publicity;
mod show;
mod withdrawn;

use domain::{
    case::{CaseStatus, Classed, Measures, Sanction, Transfer, ViolationKind, sanctions},
    money::Fen,
    time::{Day, Stamp},
};
use entities::violation_case;

pub use board::{Board, Totals, board};
pub(super) use board::{newest, of_enterprise};
pub use show::{CaseView, show};
pub use withdrawn::{Gone, WithdrawnCase, gone};

use super::Party;
use crate::law::gravity_rules;

/// A published case in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRow {
    /// Number of the decision, as in addresses (`DH-2026-0123`).
    pub case_no: String,
    /// Number on the document (`示环罚字〔2026〕123号`).
    pub document_no: String,
    /// Who decided; empty in cases that were published before it was asked for.
    pub authority: String,
    /// Against whom.
    pub enterprise: Party,
    /// What was done.
    pub kind: ViolationKind,
    /// Where it stands.
    pub status: CaseStatus,
    /// The day of the act; of one that lasted the first.
    pub acted_on: Day,
    /// The last day of an act that lasted.
    pub acted_until: Option<Day>,
    /// The day on which it was discovered; absent in cases that were published before it was asked for.
    pub found_on: Option<Day>,
    /// The day of the decision.
    pub decided_on: Option<Day>,
    /// When it was published.
    pub published_at: Stamp,
    /// The day on which it was handed over as a suspected crime.
    pub transferred_on: Option<Day>,
    /// The day on which it came back without a criminal punishment.
    pub returned_on: Option<Day>,
    /// How grave a breach of trust it is, with what that follows from: sets the term of its publicity. Absent where nobody
    /// said what it follows from.
    pub classed: Option<Classed>,
    /// The last day of its publicity.
    pub public_until: Option<Day>,
    /// What was found.
    pub facts: String,
    /// The fine.
    pub fine: Fen,
    /// What is ordered beside it.
    pub measures: Measures,
    /// The day on which the violation was put right, as published.
    pub rectified_on: Option<Day>,
    /// The day on which the file was closed, as published.
    pub closed_on: Option<Day>,
}

/// The class of a decision that was given while there were classes.
fn classed(row: &violation_case::Model) -> Option<Classed> {
    let days = [row.decided_on, row.public_until].map(|day| day.map(|day| day.0));
    Classed::of((row.gravity, &row.gravity_basis), &row.authority, days.into(), gravity_rules())
}

impl CaseRow {
    /// Whether the last day of its publicity is inferred: nobody could set a class when it was decided.
    pub fn is_term_inferred(&self) -> bool {
        self.public_until.is_some() && self.decided_on.is_some_and(|day| !gravity_rules().has_classes(day.0))
    }

    fn of(row: &violation_case::Model, enterprise: Party) -> Self {
        Self {
            case_no: row.case_no.clone(),
            document_no: row.document_no.clone(),
            authority: row.authority.clone(),
            enterprise,
            kind: row.kind,
            status: row.status,
            acted_on: row.acted_on,
            acted_until: row.acted_until,
            found_on: row.found_on,
            decided_on: row.decided_on,
            published_at: row.published_at.unwrap_or_default(),
            transferred_on: row.transferred_on,
            returned_on: row.returned_on,
            classed: classed(row),
            public_until: row.public_until,
            facts: row.facts.clone(),
            fine: row.fine,
            measures: row.measures.clone(),
            rectified_on: row.rectified_on,
            closed_on: row.closed_on,
        }
    }

    /// Since when no fine can be decided, because it was with the police as a suspected crime on the day of the decision.
    pub fn suspended_since(&self) -> Option<Day> {
        let plain = |day: Option<Day>| day.map(|day| day.0);
        let transfer = Transfer::of(plain(self.transferred_on), plain(self.returned_on))?;
        transfer.open_on(self.decided_on?.0).map(Day)
    }

    /// The kinds of penalty that the decision gives.
    pub fn sanctions(&self) -> Vec<Sanction> {
        sanctions(self.fine, &self.measures)
    }
}
