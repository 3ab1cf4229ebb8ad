//! The steps of a sign: the bureau asks and settles it, the enterprise answers.

use domain::{
    access::{Action, who_may},
    dialogue::EventEntryKind,
    sign::{SignOutcome, Step, next},
};
use entities::{account, outlet, sign};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde_json::json;

use super::{
    entry::{done_before, must_stand, put},
    load::{load_for_change, of_own},
    own,
};
use crate::{
    Conflict, Ctx, Error, FormKey, Result, Seen,
    accounts::{self, Actor},
    audit::{self, Act, Subject},
    dialogue::{answer_due, checked},
    mail::SignAsked,
    messages,
    once::replayed_act,
};

/// How the bureau settles a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settlement<'a> {
    /// How.
    pub outcome: SignOutcome,
    /// The reason in words.
    pub reason: &'a str,
}

/// Asks the enterprise about a sign as it was `shown`, once for each form. From now on the enterprise sees it; its people are told by
/// when the answer is due.
///
/// # Errors
/// [`Invalid`](Error::Invalid) for the field `question` when it says too little or too much; [`Conflict`](Error::Conflict) when
/// the sign is not ready for that, or not as it was shown.
pub async fn ask(ctx: &Ctx, actor: &Actor, (id, shown): (i64, &Seen), question: &str, form: &FormKey) -> Result<()> {
    actor.must(Action::SettleSign)?;
    let question = &*checked("question", question)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, actor, id).await?;
    if replayed_act(&tx, ctx, actor, Act::AskAboutSign, form).await? {
        return done_before(&tx, actor, id, (EventEntryKind::Question, question)).await;
    }
    must_stand(&tx, &row, shown).await?;
    let (now, due) = (ctx.now(), answer_due(&ctx.calendar(), ctx.now()));
    let asked_at = row.asked_at.unwrap_or(now);
    let row = step(&tx, ctx, actor, row, Step::Ask, |row| {
        row.asked_at = Set(Some(asked_at));
        row.answer_due = Set(Some(due));
    })
    .await?;
    put(&tx, ctx, actor, id, (EventEntryKind::Question, question)).await?;
    tell_asked(&tx, ctx, &row).await?;
    Ok(tx.commit().await?)
}

/// Says for the own enterprise what happened, or adds to it; once for each form. Late is better than never: the term does not close
/// the door.
///
/// # Errors
/// [`Forbidden`](Error::Forbidden) for a consultant; [`NotFound`](Error::NotFound) for somebody else's sign and for one about which
/// nobody asked; [`Invalid`](Error::Invalid) for the field `text`; [`Conflict`](Error::Conflict) when the bureau has settled it, or
/// somebody wrote about it meanwhile.
pub async fn answer(ctx: &Ctx, actor: &Actor, (id, shown): (i64, &Seen), text: &str, form: &FormKey) -> Result<()> {
    actor.must(Action::AnswerSign)?;
    let text = &*checked("text", text)?;
    let tx = ctx.store.write().await?;
    let found = of_own(actor).filter(sign::Column::Id.eq(id)).lock_exclusive().one(&tx).await?;
    let row = found.ok_or(Error::NotFound)?;
    if replayed_act(&tx, ctx, actor, Act::AnswerSign, form).await? {
        return done_before(&tx, actor, id, (EventEntryKind::Answer, text)).await;
    }
    own::must_stand(&tx, &row, shown).await?;
    step(&tx, ctx, actor, row, Step::Answer, |_| {}).await?;
    put(&tx, ctx, actor, id, (EventEntryKind::Answer, text)).await?;
    Ok(tx.commit().await?)
}

/// Settles a sign as it was `shown`, once for each form. It may go on: what is seen of it later, and overlaps what was settled, is
/// not recorded anew.
///
/// # Errors
/// [`Invalid`](Error::Invalid) for the field `reason`; [`Conflict`](Error::Conflict) when it is settled already, or not as it was
/// shown.
pub async fn settle(
    ctx: &Ctx,
    actor: &Actor,
    (id, shown): (i64, &Seen),
    settlement: Settlement<'_>,
    form: &FormKey,
) -> Result<()> {
    actor.must(Action::SettleSign)?;
    let Settlement { outcome, reason } = settlement;
    let reason = &*checked("reason", reason)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, actor, id).await?;
    if replayed_act(&tx, ctx, actor, act(Step::Settle(outcome)), form).await? {
        if row.outcome != Some(outcome) {
            return Err(Conflict::SentBefore.into());
        }
        return done_before(&tx, actor, id, (EventEntryKind::Closing, reason)).await;
    }
    must_stand(&tx, &row, shown).await?;
    step(&tx, ctx, actor, row, Step::Settle(outcome), |row| {
        row.outcome = Set(Some(outcome));
        // What comes of it later is not looked at any more; of an inspection nothing may show.
        if outcome != SignOutcome::Inspection {
            row.goes_on = Set(false);
        }
        row.closed_at = Set(Some(ctx.now()));
        row.closed_by = Set(Some(actor.account_id));
    })
    .await?;
    put(&tx, ctx, actor, id, (EventEntryKind::Closing, reason)).await?;
    Ok(tx.commit().await?)
}

/// Takes a sign, loaded to be changed, one step on and notes it. `fill` sets what else changes.
async fn step(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    actor: &Actor,
    row: sign::Model,
    step: Step,
    fill: impl FnOnce(&mut sign::ActiveModel),
) -> Result<sign::Model> {
    let status = next(row.status, step).map_err(|refused| Conflict::NotReady(refused.to_string()))?;
    let id = row.id;
    let mut row = row.into_active_model();
    row.status = Set(status);
    fill(&mut row);
    let row = row.update(tx).await?;
    audit::note(tx, ctx, Some(actor), act(step), Subject("sign", id), json!({})).await?;
    Ok(row)
}

/// How the audit log calls a step of a person; the other is the portal's own and is not noted there.
const fn act(step: Step) -> Act {
    match step {
        Step::Ask => Act::AskAboutSign,
        Step::Answer => Act::AnswerSign,
        Step::Settle(SignOutcome::Explained) => Act::ExplainSign,
        Step::Settle(SignOutcome::Unreliable) => Act::RejectSignData,
        Step::Settle(SignOutcome::Inspection) | Step::Vanish => Act::InspectSign,
    }
}

/// Tells everybody who can answer that the bureau asks, and by when the answer is due.
async fn tell_asked(tx: &impl ConnectionTrait, ctx: &Ctx, row: &sign::Model) -> Result<()> {
    let Some(due_at) = row.answer_due else { return Ok(()) };
    let outlet = outlet::Entity::find_by_id(row.outlet_id).one(tx).await?.ok_or(Error::NotFound)?.code;
    let people = account::Entity::find()
        .filter(account::Column::EnterpriseId.eq(row.enterprise_id))
        .filter(account::Column::Role.is_in(who_may(Action::AnswerSign)))
        .filter(accounts::open_at(ctx.now()))
        .order_by_asc(account::Column::Id);
    for person in people.all(tx).await? {
        messages::tell(tx, ctx, &person, &SignAsked { name: &person.name, outlet, due_at }).await?;
    }
    Ok(())
}
