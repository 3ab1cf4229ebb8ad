//! The steps of a finding: the bureau asks, the enterprise explains, the bureau settles it.

use domain::{
    access::{Action, who_may},
    finding::{EntryKind, FindingEvent, Outcome, Said, ground, next},
    quarter::Quarter,
    time::Stamp,
};
use entities::{account, finding, finding_message};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::json;

use super::{
    entry::{checked, done_before, must_stand, put},
    load::{self, load_for_change},
    newer::filed,
    own,
    terms::answer_due,
};
use crate::{
    Conflict, Ctx, Error, FormKey, Result, Seen,
    accounts::{self, Actor},
    audit::{self, Act, Subject},
    mail::FindingAsked,
    messages,
    once::replayed,
};

/// Asks the enterprise (请企业说明) about a finding as it was `shown`, once for each form. Its people hear of it by
/// mail, which says only that there is a question and by when the answer is due.
///
/// # Errors
/// [`Invalid`](crate::Error::Invalid) for the field `question` when it says too little or too much;
/// [`Conflict`](crate::Error::Conflict) when the finding is not ready for that, or not as it was shown:
/// somebody else was there first.
pub async fn ask(ctx: &Ctx, actor: &Actor, (id, shown): (i64, &Seen), question: &str, form: &FormKey) -> Result<()> {
    actor.must(Action::SettleFinding)?;
    let question = &*checked("question", question)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, actor, id).await?;
    if replayed(&tx, ctx, actor, form).await? {
        return done_before(&tx, actor, id, (EntryKind::Question, question)).await;
    }
    must_stand(&tx, &row, shown).await?;
    let (now, enterprise, quarter) = (ctx.now(), row.enterprise_id, row.quarter);
    let due = answer_due(&ctx.calendar(), now);
    let first_asked = row.asked_at.or(Some(now));
    step(&tx, ctx, actor, row, FindingEvent::Ask, |row| {
        row.asked_at = Set(first_asked);
        row.answer_due = Set(Some(due));
    })
    .await?;
    put(&tx, ctx, actor, id, (EntryKind::Question, question)).await?;
    tell(&tx, ctx, enterprise, quarter, due).await?;
    Ok(tx.commit().await?)
}

/// Writes to everybody who can answer for the enterprise.
async fn tell(tx: &impl ConnectionTrait, ctx: &Ctx, enterprise_id: i64, quarter: Quarter, due_at: Stamp) -> Result<()> {
    let people = account::Entity::find()
        .filter(account::Column::EnterpriseId.eq(enterprise_id))
        .filter(account::Column::Role.is_in(who_may(Action::ExplainFinding)))
        .filter(accounts::open_at(ctx.now()))
        .order_by_asc(account::Column::Id)
        .all(tx)
        .await?;
    for person in &people {
        messages::tell(tx, ctx, person, &FindingAsked { name: &person.name, quarter, due_at }).await?;
    }
    Ok(())
}

/// Explains a finding of the own enterprise, as it was `shown`, or adds to what was said; once for each form. Late is
/// better than never: the term does not close the door.
///
/// # Errors
/// [`Forbidden`](Error::Forbidden) for a consultant, who reads and does not speak for the enterprise;
/// [`NotFound`](Error::NotFound) for somebody else's finding, or one that nobody has asked about;
/// [`Invalid`](Error::Invalid) for the field `text` when it says too little or too much;
/// [`Conflict`](Error::Conflict) when the bureau has closed it, or somebody wrote about it meanwhile.
pub async fn explain(ctx: &Ctx, actor: &Actor, (id, shown): (i64, &Seen), text: &str, form: &FormKey) -> Result<()> {
    actor.must(Action::ExplainFinding)?;
    let text = &*checked("text", text)?;
    let tx = ctx.store.write().await?;
    let found = load::own(actor).filter(finding::Column::Id.eq(id)).lock_exclusive().one(&tx).await?;
    let row = found.ok_or(Error::NotFound)?;
    if replayed(&tx, ctx, actor, form).await? {
        return done_before(&tx, actor, id, (EntryKind::Explanation, text)).await;
    }
    own::must_stand(&tx, &row, shown).await?;
    step(&tx, ctx, actor, row, FindingEvent::Explain, |_| {}).await?;
    put(&tx, ctx, actor, id, (EntryKind::Explanation, text)).await?;
    Ok(tx.commit().await?)
}

/// Closes a finding, as it was `shown`, with what came out and why, or takes it to an inspection; once for each form.
///
/// # Errors
/// [`Invalid`](Error::Invalid) for the field `reason` when it says too little or too much, and for the field `outcome`
/// where what it claims has not happened ([`ground`]); [`Conflict`](Error::Conflict) when the finding is settled
/// already, or not as it was shown: somebody else was there first.
pub async fn close(
    ctx: &Ctx,
    actor: &Actor,
    (id, shown): (i64, &Seen),
    (outcome, reason): (Outcome, &str),
    form: &FormKey,
) -> Result<()> {
    actor.must(Action::SettleFinding)?;
    let reason = &*checked("reason", reason)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, actor, id).await?;
    if replayed(&tx, ctx, actor, form).await? {
        return done_before(&tx, actor, id, (EntryKind::Closing, reason)).await;
    }
    must_stand(&tx, &row, shown).await?;
    ground(outcome, said(&tx, &row).await?).map_err(|lacks| Error::issue("outcome", lacks))?;
    step(&tx, ctx, actor, row, outcome.event(), |row| {
        row.outcome = Set(Some(outcome));
        row.closed_at = Set(Some(ctx.now()));
        row.closed_by = Set(Some(actor.account_id));
    })
    .await?;
    put(&tx, ctx, actor, id, (EntryKind::Closing, reason)).await?;
    Ok(tx.commit().await?)
}

/// What the enterprise has done about it so far.
async fn said(tx: &impl ConnectionTrait, row: &finding::Model) -> Result<Said> {
    let explanations = finding_message::Entity::find()
        .filter(finding_message::Column::FindingId.eq(row.id))
        .filter(finding_message::Column::Kind.eq(EntryKind::Explanation));
    let filed = filed(tx, row.version_id).await?;
    Ok(Said { explained: explanations.count(tx).await? > 0, corrected: filed.newest > filed.number })
}

/// Takes a finding, loaded to be changed, one step on and notes it. `fill` sets what else changes.
///
/// # Errors
/// [`Error::Conflict`] where it is not ready for this step: somebody else was there first.
pub(super) async fn step(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    actor: &Actor,
    row: finding::Model,
    event: FindingEvent,
    fill: impl FnOnce(&mut finding::ActiveModel),
) -> Result<()> {
    let status = next(row.status, event).map_err(|refused| Conflict::NotReady(refused.to_string()))?;
    let id = row.id;
    let mut row = row.into_active_model();
    row.status = Set(status);
    fill(&mut row);
    row.update(tx).await?;
    audit::note(tx, ctx, Some(actor), act(event), Subject("finding", id), json!({})).await
}

const fn act(event: FindingEvent) -> Act {
    match event {
        FindingEvent::Ask => Act::AskAboutFinding,
        FindingEvent::Explain => Act::ExplainFinding,
        FindingEvent::Close => Act::CloseFinding,
        FindingEvent::Inspect => Act::InspectFinding,
        FindingEvent::Supersede => Act::CrossCheck,
    }
}
