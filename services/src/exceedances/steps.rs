//! The steps of an event: the enterprise answers; the bureau asks, and settles it.

use domain::{
    access::Action,
    exceedance::{EventEntryKind, EventOutcome, Ground, Step, ground, next},
    judgement::reach,
};
use entities::{exceedance, exceedance_due};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect,
};
use serde_json::json;

use super::{
    entry::{done_before, must_stand, put},
    load::{load_for_change, of_own},
    own,
    tell::tell_asked,
};
use crate::{
    Conflict, Ctx, Error, FormKey, Result, Seen,
    accounts::Actor,
    audit::{self, Act, Subject},
    dialogue::{answer_due, checked},
    once::replayed_act,
};

/// How the bureau settles an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settlement<'a> {
    /// How.
    pub outcome: EventOutcome,
    /// Why its data are no basis, where they are none.
    pub ground: Option<Ground>,
    /// The reason in words.
    pub reason: &'a str,
}

/// Asks the enterprise about an event as it was `shown`, once for each form. Its people are told by when the answer is due.
///
/// # Errors
/// [`Invalid`](Error::Invalid) for the field `question` when it says too little or too much; [`Conflict`](Error::Conflict) when
/// the event is not ready for that, or not as it was shown.
pub async fn ask(ctx: &Ctx, actor: &Actor, (id, shown): (i64, &Seen), question: &str, form: &FormKey) -> Result<()> {
    actor.must(Action::SettleExceedance)?;
    let question = &*checked("question", question)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, actor, id).await?;
    if replayed_act(&tx, ctx, actor, Act::AskAboutExceedance, form).await? {
        return done_before(&tx, actor, id, (EventEntryKind::Question, question)).await;
    }
    must_stand(&tx, &row, shown).await?;
    let due = answer_due(&ctx.calendar(), ctx.now());
    let row = step(&tx, ctx, actor, row, Step::Ask, |row| row.answer_due = Set(Some(due))).await?;
    put(&tx, ctx, actor, id, (EventEntryKind::Question, question)).await?;
    tell_asked(&tx, ctx, &row).await?;
    Ok(tx.commit().await?)
}

/// Says for the own enterprise what happened, or adds to it; once for each form. Nobody has to ask first, and late is better than
/// never: the term does not close the door.
///
/// # Errors
/// [`Forbidden`](Error::Forbidden) for a consultant; [`NotFound`](Error::NotFound) for somebody else's event;
/// [`Invalid`](Error::Invalid) for the field `text`; [`Conflict`](Error::Conflict) when the bureau has settled it, or somebody
/// wrote about it meanwhile.
pub async fn answer(ctx: &Ctx, actor: &Actor, (id, shown): (i64, &Seen), text: &str, form: &FormKey) -> Result<()> {
    actor.must(Action::AnswerExceedance)?;
    let text = &*checked("text", text)?;
    let tx = ctx.store.write().await?;
    let found = of_own(actor).filter(exceedance::Column::Id.eq(id)).lock_exclusive().one(&tx).await?;
    let row = found.ok_or(Error::NotFound)?;
    if replayed_act(&tx, ctx, actor, Act::AnswerExceedance, form).await? {
        return done_before(&tx, actor, id, (EventEntryKind::Answer, text)).await;
    }
    own::must_stand(&tx, &row, shown).await?;
    step(&tx, ctx, actor, row, Step::Answer, |_| {}).await?;
    put(&tx, ctx, actor, id, (EventEntryKind::Answer, text)).await?;
    Ok(tx.commit().await?)
}

/// Settles an event as it was `shown`, once for each form.
///
/// # Errors
/// [`Invalid`](Error::Invalid) for the fields `reason`, `outcome` or `ground` ([`ground`]); [`Conflict`](Error::Conflict) when it is
/// settled already, not as it was shown, or its figures are being worked out.
pub async fn settle(
    ctx: &Ctx,
    actor: &Actor,
    (id, shown): (i64, &Seen),
    settlement: Settlement<'_>,
    form: &FormKey,
) -> Result<()> {
    actor.must(Action::SettleExceedance)?;
    let Settlement { outcome, ground: why, reason } = settlement;
    let reason = &*checked("reason", reason)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, actor, id).await?;
    if replayed_act(&tx, ctx, actor, act(outcome.step()), form).await? {
        if (row.outcome, row.ground) != (Some(outcome), why.filter(|_| outcome == EventOutcome::Exempt)) {
            return Err(Conflict::SentBefore.into());
        }
        return done_before(&tx, actor, id, (EventEntryKind::Closing, reason)).await;
    }
    must_stand(&tx, &row, shown).await?;
    if outcome != EventOutcome::Inspection && is_due(&tx, &row).await? {
        return Err(Conflict::WorkedOut.into());
    }
    ground(outcome, row.ended.is_some(), why).map_err(|lacks| {
        let field = if lacks == domain::exceedance::Lacks::Ground { "ground" } else { "outcome" };
        Error::issue(field, lacks)
    })?;
    step(&tx, ctx, actor, row, outcome.step(), |row| {
        row.outcome = Set(Some(outcome));
        row.ground = Set(why.filter(|_| outcome == EventOutcome::Exempt));
        row.closed_at = Set(Some(ctx.now()));
        row.closed_by = Set(Some(actor.account_id));
    })
    .await?;
    put(&tx, ctx, actor, id, (EventEntryKind::Closing, reason)).await?;
    Ok(tx.commit().await?)
}

/// Whether anything new is known of the periods of an event, or of those beside it, that has not been looked at: a mark that came
/// into force a moment ago, a value that came late. What is settled stands, so it waits for that.
async fn is_due(tx: &impl ConnectionTrait, row: &exceedance::Model) -> Result<bool> {
    use exceedance_due::Column as C;
    let interval = row.averaging.interval();
    let due = exceedance_due::Entity::find()
        .filter(C::OutletId.eq(row.outlet_id))
        .filter(C::Interval.eq(interval))
        .filter(C::At.gte(row.began_at.minus(reach(interval))))
        .filter(C::At.lte(row.last_at.plus(reach(interval))));
    Ok(due.one(tx).await?.is_some())
}

/// Takes an event, loaded to be changed, one step on and notes it. `fill` sets what else changes.
async fn step(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    actor: &Actor,
    row: exceedance::Model,
    step: Step,
    fill: impl FnOnce(&mut exceedance::ActiveModel),
) -> Result<exceedance::Model> {
    let status = next(row.status, step).map_err(|refused| Conflict::NotReady(refused.to_string()))?;
    let id = row.id;
    let mut row = row.into_active_model();
    row.status = Set(status);
    fill(&mut row);
    let row = row.update(tx).await?;
    audit::note(tx, ctx, Some(actor), act(step), Subject("exceedance", id), json!({})).await?;
    Ok(row)
}

/// How the audit log calls a step of a person; the other is the portal's own and is not noted there.
const fn act(step: Step) -> Act {
    match step {
        Step::Ask => Act::AskAboutExceedance,
        Step::Answer => Act::AnswerExceedance,
        Step::Confirm => Act::ConfirmExceedance,
        Step::Exempt => Act::ExemptExceedance,
        Step::Inspect | Step::Vanish => Act::InspectExceedance,
    }
}
