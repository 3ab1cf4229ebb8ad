//! A finding in a list.

use domain::{
    finding::{FindingStatus, Outcome, Severity},
    quarter::Quarter,
    time::Stamp,
};
use entities::finding;

use super::{
    describe::{self, About},
    inputs::frozen,
};
use crate::{
    Ctx, Names, Result,
    public::{Party, party::parties},
};

/// A finding in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingRow {
    /// Its key, as in addresses.
    pub id: i64,
    /// About whom.
    pub enterprise: Party,
    /// About which quarter.
    pub quarter: Quarter,
    /// The rule's number (`X04`).
    pub rule: String,
    /// What the rule compares; absent where the register no longer has it.
    pub title: Option<Names>,
    /// What it is about.
    pub about: About,
    /// The rule's sentence.
    pub said: Names,
    /// How grave.
    pub severity: Severity,
    /// Where it stands.
    pub status: FindingStatus,
    /// What came out, once it is settled.
    pub outcome: Option<Outcome>,
    /// When it was made.
    pub created_at: Stamp,
    /// When it was settled.
    pub closed_at: Option<Stamp>,
    /// The last moment for the enterprise's answer, while it is asked.
    pub answer_due: Option<Stamp>,
    /// Whether that is past.
    pub overdue: bool,
}

impl FindingRow {
    pub(super) fn of(row: &finding::Model, enterprise: Party, now: Stamp) -> Self {
        let frozen = frozen(row).ok();
        let answer_due = row.answer_due.filter(|_| row.status == FindingStatus::Asked);
        Self {
            id: row.id,
            enterprise,
            quarter: row.quarter,
            title: describe::title(&row.rule),
            about: describe::about(row, frozen.as_ref()),
            said: describe::said(row, frozen.as_ref()),
            rule: row.rule.clone(),
            severity: row.severity,
            status: row.status,
            outcome: row.outcome,
            created_at: row.created_at,
            closed_at: row.closed_at,
            answer_due,
            overdue: answer_due.is_some_and(|due| due < now),
        }
    }
}

/// Rows with the names of their enterprises, two queries for all.
pub(crate) async fn rows(ctx: &Ctx, found: Vec<finding::Model>) -> Result<Vec<FindingRow>> {
    let parties = parties(ctx, found.iter().map(|row| row.enterprise_id)).await?;
    let now = ctx.now();
    let row = |row: &finding::Model| Some(FindingRow::of(row, parties.get(&row.enterprise_id)?.clone(), now));
    Ok(found.iter().filter_map(row).collect())
}
