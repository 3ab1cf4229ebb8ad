//! What stands where a case was taken down because its decision fell or should not have been published.

use domain::input::can_name;
use domain::{
    case::{CaseEvent, Withdrawal},
    time::Stamp,
};
use entities::{case_step, violation_case};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{Ctx, Result};

/// What is left of a case: that it was taken down, when and why. No name, no facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tombstone {
    /// When it was taken down.
    pub withdrawn_at: Stamp,
    /// Why, as a kind.
    pub withdrawal: Withdrawal,
    /// Why, in the publisher's words, which the Penalty Law wants made public (Art 48).
    pub reason: String,
}

/// What stands at the address of a case that was taken down; nothing where the case is public, never was, or was taken
/// down because the enterprise had its credit repaired: that one is simply gone.
pub async fn tombstone(ctx: &Ctx, case_no: &str) -> Result<Option<Tombstone>> {
    if !can_name(case_no) {
        return Ok(None);
    }
    let told = Withdrawal::ALL.iter().copied().filter(|withdrawal| withdrawal.is_told());
    let found = violation_case::Entity::find()
        .filter(violation_case::Column::CaseNo.eq(case_no))
        .filter(violation_case::Column::Withdrawal.is_in(told))
        .one(ctx.store.read())
        .await?;
    let Some((row, (withdrawn_at, withdrawal))) =
        found.and_then(|row| Some((row.id, row.withdrawn_at.zip(row.withdrawal)?)))
    else {
        return Ok(None);
    };
    let step = case_step::Entity::find()
        .filter(case_step::Column::CaseId.eq(row))
        .filter(case_step::Column::Event.eq(CaseEvent::Withdraw))
        .order_by_desc(case_step::Column::Id)
        .one(ctx.store.read())
        .await?;
    Ok(Some(Tombstone { withdrawn_at, withdrawal, reason: step.map(|step| step.body).unwrap_or_default() }))
}
