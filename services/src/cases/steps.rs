//! The steps of a case on its way to the public and back, each once for each form.

use domain::{
    access::{Action, may},
    case::{CaseContent, CaseEvent, CaseStage, CaseStatus, Withdrawal, next},
    time::Day,
};
use entities::{case_step, violation_case};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::json;

use super::{
    content::{about, must_be_whole, of, public_words, reason},
    load::{load_for_change, must_stand},
    save::keep,
};
use crate::{
    Conflict, Ctx, Error, FormKey, Result,
    accounts::Actor,
    audit::{self, Act, Subject},
    law::gravity_rules,
    once::replayed,
};

/// Saves a draft and hands it over (送公开前审核); once for each form.
///
/// # Errors
/// As [`save`](super::save), and [`Invalid`](crate::Error::Invalid) for what is still missing.
pub async fn submit(
    ctx: &Ctx,
    actor: &Actor,
    case_no: &str,
    (revision, content): (i64, &CaseContent),
    form: &FormKey,
) -> Result<()> {
    actor.must(Action::WorkCase)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, case_no).await?;
    must_be_whole(ctx, &about(&tx, &row, content).await?, content)?;
    if replayed(&tx, ctx, actor, form).await? {
        return Ok(());
    }
    let row = keep(&tx, ctx, actor, row, revision, content).await?;
    step(&tx, ctx, actor, row, (CaseEvent::Submit, ""), |_| {}).await?;
    Ok(tx.commit().await?)
}

/// Sends a case back with a reason: the reviewer one that is to be reviewed, the publisher one that is cleared;
/// once for each form.
///
/// # Errors
/// [`Forbidden`](Error::Forbidden) for a case that lies with the other of the two; [`Invalid`](Error::Invalid) for the
/// field `reason`; [`Conflict`](Error::Conflict) when it is not ready for that, or no longer at
/// the revision that its page showed.
pub async fn send_back(
    ctx: &Ctx,
    actor: &Actor,
    (case_no, revision): (&str, i64),
    why: &str,
    form: &FormKey,
) -> Result<()> {
    if !may(actor.role, Action::ReviewCase) && !may(actor.role, Action::PublishCase) {
        return Err(Error::Forbidden);
    }
    let why = &*reason("reason", why)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, case_no).await?;
    if replayed(&tx, ctx, actor, form).await? {
        return Ok(());
    }
    // First whether it still lies where the page showed it: who is late is told so, and not that they may not.
    must_stand(&row, revision)?;
    match row.stage {
        CaseStage::Review => actor.must(Action::ReviewCase)?,
        CaseStage::Cleared => actor.must(Action::PublishCase)?,
        CaseStage::Draft | CaseStage::Published | CaseStage::Withdrawn => {}
    }
    step(&tx, ctx, actor, row, (CaseEvent::Return, why), |_| {}).await?;
    Ok(tx.commit().await?)
}

/// Clears a case (公开前审核通过); once for each form.
///
/// # Errors
/// [`Forbidden`](crate::Error::Forbidden) for whoever wrote or submitted it; [`Conflict`](crate::Error::Conflict) when
/// it is not ready for that, or no longer at the revision that its page showed.
pub async fn clear(ctx: &Ctx, actor: &Actor, (case_no, revision): (&str, i64), form: &FormKey) -> Result<()> {
    actor.must(Action::ReviewCase)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, case_no).await?;
    if replayed(&tx, ctx, actor, form).await? {
        return Ok(());
    }
    must_stand(&row, revision)?;
    four_eyes(&tx, actor, &row, &[CaseEvent::Submit]).await?;
    must_be_whole(ctx, &about(&tx, &row, &of(&row)).await?, &of(&row))?;
    step(&tx, ctx, actor, row, (CaseEvent::Clear, ""), |_| {}).await?;
    Ok(tx.commit().await?)
}

/// Publishes a case (公布) until the end of the term that its gravity sets and that runs from the decision; once for each
/// form. From the commit on the public sees it.
///
/// # Errors
/// [`Forbidden`](crate::Error::Forbidden) for whoever wrote, submitted or cleared it; [`Invalid`](crate::Error::Invalid)
/// for what must not be published; [`Conflict`](crate::Error::Conflict) when it is not ready for that,
/// or no longer at the revision that its page showed.
pub async fn publish(ctx: &Ctx, actor: &Actor, (case_no, revision): (&str, i64), form: &FormKey) -> Result<()> {
    actor.must(Action::PublishCase)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, case_no).await?;
    if replayed(&tx, ctx, actor, form).await? {
        return Ok(());
    }
    must_stand(&row, revision)?;
    four_eyes(&tx, actor, &row, &[CaseEvent::Submit, CaseEvent::Clear]).await?;
    let content = of(&row);
    must_be_whole(ctx, &about(&tx, &row, &content).await?, &content)?;
    let now = ctx.now();
    let last_day = content.last_day(gravity_rules()).map(Day);
    let status = if row.status == CaseStatus::Filed { CaseStatus::Decided } else { row.status };
    step(&tx, ctx, actor, row, (CaseEvent::Publish, ""), |row| {
        row.status = Set(status);
        row.published_at = Set(Some(now));
        row.public_until = Set(last_day);
    })
    .await?;
    Ok(tx.commit().await?)
}

/// Takes a case down before its term ends (撤下); once for each form. A decision that fell counts nowhere any more; one
/// whose credit was repaired counts in the city's numbers, and beside no name.
///
/// # Errors
/// [`Invalid`](crate::Error::Invalid) for the field `withdrawal_reason`; [`Conflict`](crate::Error::Conflict) when it is not
/// published, or no longer at the revision that its page showed.
pub async fn withdraw(
    ctx: &Ctx,
    actor: &Actor,
    (case_no, revision): (&str, i64),
    (withdrawal, why): (Withdrawal, &str),
    form: &FormKey,
) -> Result<()> {
    actor.must(Action::PublishCase)?;
    // The public is told why, so the reason must not say what the page must not.
    let why = &*public_words("withdrawal_reason", why)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, case_no).await?;
    if replayed(&tx, ctx, actor, form).await? {
        return Ok(());
    }
    must_stand(&row, revision)?;
    step(&tx, ctx, actor, row, (CaseEvent::Withdraw, why), |row| {
        row.withdrawal = Set(Some(withdrawal));
        row.withdrawn_at = Set(Some(ctx.now()));
    })
    .await?;
    Ok(tx.commit().await?)
}

/// What is done.
pub(super) struct Taken<'a> {
    pub(super) event: CaseEvent,
    /// Why, or what is reported; empty where nothing is to be said.
    pub(super) reason: &'a str,
    /// The day on which what is reported happened.
    pub(super) happened_on: Option<Day>,
}

impl<'a> From<(CaseEvent, &'a str)> for Taken<'a> {
    fn from((event, reason): (CaseEvent, &'a str)) -> Self {
        Self { event, reason, happened_on: None }
    }
}

/// Takes a case, loaded to be changed, one step on and notes it. `fill` sets what else changes.
///
/// # Errors
/// [`Error::Conflict`] where it is not ready for this step: somebody else was there first.
pub(super) async fn step(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    actor: &Actor,
    row: violation_case::Model,
    taken: impl Into<Taken<'_>>,
    fill: impl FnOnce(&mut violation_case::ActiveModel),
) -> Result<()> {
    let Taken { event, reason, happened_on } = taken.into();
    let stage = next(row.stage, event).map_err(|refused| Conflict::NotReady(refused.to_string()))?;
    let (id, revision) = (row.id, row.revision);
    let mut row = row.into_active_model();
    row.stage = Set(stage);
    row.revision = Set(revision + 1);
    fill(&mut row);
    row.update(tx).await?;
    let taken = case_step::ActiveModel {
        case_id: Set(id),
        event: Set(event),
        body: Set(reason.to_owned()),
        at: Set(ctx.now()),
        happened_on: Set(happened_on),
        account_id: Set(Some(actor.account_id)),
        ..Default::default()
    };
    case_step::Entity::insert(taken).exec_without_returning(tx).await?;
    audit::note(tx, ctx, Some(actor), act(event), Subject("violation_case", id), json!({})).await
}

/// Goes on only where the actor neither wrote the case nor took one of these steps with it.
pub(super) async fn four_eyes(
    tx: &impl ConnectionTrait,
    actor: &Actor,
    row: &violation_case::Model,
    events: &[CaseEvent],
) -> Result<()> {
    let own = case_step::Entity::find()
        .filter(case_step::Column::CaseId.eq(row.id))
        .filter(case_step::Column::AccountId.eq(actor.account_id))
        .filter(case_step::Column::Event.is_in(events.iter().copied()))
        .one(tx)
        .await?;
    if own.is_some() || row.drafted_by == Some(actor.account_id) {
        return Err(Error::Forbidden);
    }
    Ok(())
}

const fn act(event: CaseEvent) -> Act {
    match event {
        CaseEvent::Submit => Act::SubmitCase,
        CaseEvent::Return => Act::ReturnCase,
        CaseEvent::Clear => Act::ClearCase,
        CaseEvent::Publish => Act::PublishCase,
        CaseEvent::Withdraw => Act::WithdrawCase,
        CaseEvent::ReportRectified | CaseEvent::ReportClosed => Act::ReportOnCase,
        CaseEvent::PublishReport => Act::PublishCaseReport,
        CaseEvent::ReturnReport => Act::ReturnCaseReport,
    }
}
