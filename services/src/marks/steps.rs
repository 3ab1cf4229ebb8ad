//! What becomes of a mark: the enterprise takes it back or says that it ended, the bureau grants or refuses it.

use domain::{
    access::Action,
    mark::{MarkSlip, MarkState, MarkStep},
    time::Stamp,
};
use entities::mark_step;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::{
    again::judge_again,
    decided::tell,
    load::{for_step, own, visible},
    row::{can_withdraw, is_open, seen},
    write::reason,
};
use crate::{
    Conflict, Ctx, Error, FormKey, Result, Seen,
    accounts::Actor,
    audit::{self, Act, Subject},
    once::replayed_act,
};

/// A step to be taken.
struct Step<'a> {
    took: MarkStep,
    reason: &'a str,
    ended_at: Option<Stamp>,
}

/// Takes an own mark back, as it was `shown`, once for each form: one that waits at any time, one in force while its days can
/// still be marked. It is kept, and those inside see it.
///
/// # Errors
/// [`NotFound`](Error::NotFound) for somebody else's; [`Conflict`](Error::Conflict) where it is too late, or somebody was
/// there first.
pub async fn withdraw(ctx: &Ctx, actor: &Actor, (id, shown): (i64, &Seen), form: &FormKey) -> Result<()> {
    actor.must(Action::SetMark)?;
    let step = Step { took: MarkStep::Withdrawn, reason: "", ended_at: None };
    let tx = ctx.store.write().await?;
    let loaded = for_step(&tx, own(actor), id).await?;
    if replayed_act(&tx, ctx, actor, Act::WithdrawMark, form).await? {
        return done_before(&tx, actor, id, &step).await;
    }
    shown.must_be(&seen(&loaded))?;
    if !can_withdraw(&loaded, ctx.now()) {
        return Err(Conflict::NotReady("this mark can no longer be taken back".to_owned()).into());
    }
    put(&tx, ctx, actor, id, &step).await?;
    judge_again(&tx, loaded.outlet_id(), &loaded.mark(), ctx.now()).await?;
    Ok(tx.commit().await?)
}

/// Says when an own open mark ended, as it was `shown`, once for each form.
///
/// # Errors
/// [`NotFound`](Error::NotFound) for somebody else's; [`Invalid`](Error::Invalid) for the field `ended_at` where that is
/// before its beginning, or not yet; [`Conflict`](Error::Conflict) where it is not open.
pub async fn end(ctx: &Ctx, actor: &Actor, (id, shown): (i64, &Seen), ended_at: Stamp, form: &FormKey) -> Result<()> {
    actor.must(Action::SetMark)?;
    let tx = ctx.store.write().await?;
    let loaded = for_step(&tx, own(actor), id).await?;
    // It may have ended by itself before.
    let step = Step { took: MarkStep::Ended, reason: "", ended_at: Some(ended_at.min(loaded.mark().until())) };
    if replayed_act(&tx, ctx, actor, Act::EndMark, form).await? {
        return done_before(&tx, actor, id, &step).await;
    }
    shown.must_be(&seen(&loaded))?;
    if !is_open(&loaded) {
        return Err(Conflict::NotReady("this mark is not open".to_owned()).into());
    }
    if ended_at <= loaded.row.from_at || ended_at > ctx.now() {
        return Err(Error::issue("ended_at", MarkSlip::EndNotYet));
    }
    put(&tx, ctx, actor, id, &step).await?;
    judge_again(&tx, loaded.outlet_id(), &loaded.mark(), ctx.now()).await?;
    Ok(tx.commit().await?)
}

/// Grants a mark that was asked for late, with a reason, as it was `shown`, once for each form: it is in force then.
///
/// # Errors
/// [`Invalid`](Error::Invalid) for the field `reason`; [`Conflict`](Error::Conflict) where it does not wait, or somebody was
/// there first.
pub async fn grant(ctx: &Ctx, actor: &Actor, mark: (i64, &Seen), why: &str, form: &FormKey) -> Result<()> {
    judge(ctx, actor, mark, (MarkStep::Granted, why), form).await
}

/// Refuses one, with a reason; as [`grant`].
///
/// # Errors
/// As [`grant`].
pub async fn refuse(ctx: &Ctx, actor: &Actor, mark: (i64, &Seen), why: &str, form: &FormKey) -> Result<()> {
    judge(ctx, actor, mark, (MarkStep::Refused, why), form).await
}

async fn judge(
    ctx: &Ctx,
    actor: &Actor,
    (id, shown): (i64, &Seen),
    (step, why): (MarkStep, &str),
    form: &FormKey,
) -> Result<()> {
    actor.must(Action::JudgeMark)?;
    let why = reason("reason", why)?;
    let step = Step { took: step, reason: &why, ended_at: None };
    let tx = ctx.store.write().await?;
    let loaded = for_step(&tx, visible(actor), id).await?;
    if replayed_act(&tx, ctx, actor, act(step.took), form).await? {
        return done_before(&tx, actor, id, &step).await;
    }
    shown.must_be(&seen(&loaded))?;
    if loaded.state() != MarkState::Waiting {
        return Err(Conflict::NotReady(format!("this mark is {}", loaded.state())).into());
    }
    put(&tx, ctx, actor, id, &step).await?;
    judge_again(&tx, loaded.outlet_id(), &loaded.mark(), ctx.now()).await?;
    tell(&tx, ctx, &loaded, step.took).await?;
    Ok(tx.commit().await?)
}

/// Writes a step and notes it.
async fn put(tx: &impl ConnectionTrait, ctx: &Ctx, actor: &Actor, id: i64, step: &Step<'_>) -> Result<()> {
    let row = mark_step::ActiveModel {
        mark_id: Set(id),
        step: Set(step.took),
        at: Set(ctx.now()),
        account_id: Set(actor.account_id),
        ended_at: Set(step.ended_at),
        reason: Set(step.reason.to_owned()),
        ..Default::default()
    };
    mark_step::Entity::insert(row)
        .exec_without_returning(tx)
        .await
        .map_err(|error| Error::on_unique(error, Conflict::Overtaken))?;
    let detail = step.ended_at.map_or_else(|| json!({}), |at| json!({ "ended_at": at.rfc3339() }));
    audit::note(tx, ctx, Some(actor), act(step.took), Subject("mark", id), detail).await
}

/// The answer to a form that is sent again: as if it had just been done, if it says the same.
async fn done_before(tx: &impl ConnectionTrait, actor: &Actor, id: i64, step: &Step<'_>) -> Result<()> {
    let same = mark_step::Entity::find()
        .filter(mark_step::Column::MarkId.eq(id))
        .filter(mark_step::Column::AccountId.eq(actor.account_id))
        .filter(mark_step::Column::Step.eq(step.took))
        .one(tx)
        .await?;
    match same {
        Some(row) if row.reason == step.reason && row.ended_at == step.ended_at => Ok(()),
        _ => Err(Conflict::SentBefore.into()),
    }
}

const fn act(step: MarkStep) -> Act {
    match step {
        MarkStep::Granted => Act::GrantMark,
        MarkStep::Refused => Act::RefuseMark,
        MarkStep::Withdrawn => Act::WithdrawMark,
        MarkStep::Ended => Act::EndMark,
    }
}
