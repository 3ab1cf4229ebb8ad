//! How many findings wait for what.

use domain::{
    access::Action,
    finding::{FindingStatus, Severity},
    time::Stamp,
};
use entities::{finding, violation_case};
use sea_orm::{
    ColumnTrait, ExprTrait, FromQueryResult, PaginatorTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, Query},
};

use super::load::visible;
use crate::{Ctx, Result, accounts::Actor};

/// Numbers of findings in the actor's area.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Nobody has looked.
    pub open: u64,
    /// Of those and of the explained, the red ones.
    pub red: u64,
    /// The enterprise answered.
    pub explained: u64,
    /// With the enterprise, in time.
    pub asked: u64,
    /// With the enterprise, and late.
    pub overdue: u64,
    /// Gone to an inspection; no case has been begun from them.
    pub inspected: u64,
}

/// A group of findings that are not settled.
#[derive(FromQueryResult)]
struct Group {
    status: FindingStatus,
    severity: Severity,
    answer_due: Option<Stamp>,
}

/// How many findings wait for what.
pub async fn counts(ctx: &Ctx, actor: &Actor) -> Result<Counts> {
    actor.must(Action::ReadFindings)?;
    let waiting: Vec<Group> = visible(actor)
        .select_only()
        .columns([finding::Column::Status, finding::Column::Severity, finding::Column::AnswerDue])
        .filter(finding::Column::Status.is_in([FindingStatus::Open, FindingStatus::Asked, FindingStatus::Explained]))
        .into_model()
        .all(ctx.store.read())
        .await?;
    let now = ctx.now();
    let mut counts = Counts { inspected: inspected(ctx, actor).await?, ..Counts::default() };
    for one in waiting {
        let late = one.answer_due.is_some_and(|due| due < now);
        let own = match one.status {
            FindingStatus::Open => &mut counts.open,
            FindingStatus::Explained => &mut counts.explained,
            FindingStatus::Asked if late => &mut counts.overdue,
            _ => &mut counts.asked,
        };
        *own += 1;
        counts.red += u64::from(one.severity == Severity::Red && one.status != FindingStatus::Asked);
    }
    Ok(counts)
}

async fn inspected(ctx: &Ctx, actor: &Actor) -> Result<u64> {
    let begun = Query::select()
        .column(violation_case::Column::FindingId)
        .from(violation_case::Entity)
        .and_where(Expr::col(violation_case::Column::FindingId).is_not_null())
        .take();
    let waiting = visible(actor)
        .filter(finding::Column::Status.eq(FindingStatus::Inspected))
        .filter(finding::Column::Id.not_in_subquery(begun));
    Ok(waiting.count(ctx.store.read()).await?)
}

impl Counts {
    /// What waits for the bureau.
    pub const fn to_do(&self) -> u64 {
        self.open + self.explained + self.overdue
    }
}
