//! What stands where a case was taken down.

use domain::input::can_name;
use domain::{
    case::{CaseEvent, Withdrawal},
    time::Stamp,
};
use entities::{case_step, violation_case};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::publicity;
use crate::{Ctx, Result};

/// What is left at the address of a case that is public no longer. No name, no facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gone {
    /// It was taken down, and the public is told why.
    TakenDown(WithdrawnCase),
    /// Its publicity is over: the term has ended, or the credit was repaired; which of the two is nobody's to know.
    Over,
}

/// That a case was taken down, when and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithdrawnCase {
    /// When it was taken down.
    pub withdrawn_at: Stamp,
    /// Why, as a kind.
    pub withdrawal: Withdrawal,
    /// Why, in the publisher's words, which the Penalty Law wants made public (Art 48).
    pub reason: String,
}

/// What is left of a case; nothing where it is public, or never was.
pub async fn gone(ctx: &Ctx, case_no: &str) -> Result<Option<Gone>> {
    if !can_name(case_no) {
        return Ok(None);
    }
    let wanted = violation_case::Column::CaseNo.eq(case_no);
    let told = Withdrawal::ALL.iter().copied().filter(|withdrawal| withdrawal.is_told());
    let found = violation_case::Entity::find()
        .filter(wanted.clone())
        .filter(violation_case::Column::Withdrawal.is_in(told))
        .one(ctx.store.read())
        .await?;
    if let Some((id, (withdrawn_at, withdrawal))) =
        found.and_then(|row| Some((row.id, row.withdrawn_at.zip(row.withdrawal)?)))
    {
        let reason = reason(ctx, id).await?;
        return Ok(Some(Gone::TakenDown(WithdrawnCase { withdrawn_at, withdrawal, reason })));
    }
    let over = violation_case::Entity::find().filter(wanted).filter(publicity::over(ctx));
    Ok(over.one(ctx.store.read()).await?.map(|_| Gone::Over))
}

/// The publisher's words.
async fn reason(ctx: &Ctx, case_id: i64) -> Result<String> {
    let step = case_step::Entity::find()
        .filter(case_step::Column::CaseId.eq(case_id))
        .filter(case_step::Column::Event.eq(CaseEvent::Withdraw))
        .order_by_desc(case_step::Column::Id)
        .one(ctx.store.read())
        .await?;
    Ok(step.map(|step| step.body).unwrap_or_default())
}
