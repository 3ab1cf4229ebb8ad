//! What waits for somebody.

use domain::{
    access::{Action, may},
    time::Stamp,
    tip::TipStatus,
};
use entities::tip;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::{LateCounts, late};
use crate::{
    Ctx, Result,
    accounts::Actor,
    cases::{self, CaseCounts},
    exceedances,
    findings::{self, Counts},
    marks, signs,
};

/// What waits, as far as the role has to do with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inbox {
    /// Signs in the data.
    pub signs: Option<signs::Counts>,
    /// Events of exceedance.
    pub exceedances: Option<exceedances::Counts>,
    /// Findings of the cross-check.
    pub findings: Option<Counts>,
    /// Marks that were asked for late.
    pub marks: Option<u64>,
    /// Tip-offs.
    pub tips: Option<TipCounts>,
    /// Cases.
    pub cases: Option<CaseCounts>,
    /// Enterprises that have not filed in time.
    pub late: Option<LateCounts>,
}

/// Numbers of tip-offs in the actor's area.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TipCounts {
    /// Not answered yet.
    pub open: u64,
    /// Of those, past their due day.
    pub overdue: u64,
}

/// What waits for an actor.
pub async fn inbox(ctx: &Ctx, actor: &Actor) -> Result<Inbox> {
    actor.must(Action::ReadEnterpriseFile)?;
    let mut inbox = Inbox { late: late::counts(ctx, actor).await?, ..Inbox::default() };
    if may(actor.role, Action::ReadExceedances) {
        inbox.exceedances = Some(exceedances::counts(ctx, actor).await?);
    }
    if may(actor.role, Action::ReadSigns) {
        inbox.signs = Some(signs::counts(ctx, actor).await?);
    }
    if may(actor.role, Action::ReadFindings) {
        inbox.findings = Some(findings::counts(ctx, actor).await?);
    }
    if may(actor.role, Action::ReadMarks) {
        inbox.marks = Some(marks::waiting(ctx, actor).await?);
    }
    if may(actor.role, Action::ReadTip) {
        inbox.tips = Some(tip_counts(ctx, actor).await?);
    }
    if may(actor.role, Action::ReadCase) {
        inbox.cases = Some(cases::counts(ctx, actor).await?);
    }
    Ok(inbox)
}

/// Of the open tip-offs only their due days are read.
async fn tip_counts(ctx: &Ctx, actor: &Actor) -> Result<TipCounts> {
    let wanted = tip::Entity::find()
        .filter(tip::Column::Status.is_not_in([TipStatus::Declined, TipStatus::Answered]))
        .filter(actor.sees_town(tip::Column::TownId));
    let due: Vec<Stamp> = wanted.select_only().column(tip::Column::DueAt).into_tuple().all(ctx.store.read()).await?;
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let now = ctx.now();
    Ok(TipCounts { open: number(due.len()), overdue: number(due.iter().filter(|due| **due < now).count()) })
}
