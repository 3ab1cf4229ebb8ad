//! One step of a case on its way to the public.

use domain::{
    case::{CaseEvent, next},
    time::Day,
};
use entities::{case_step, violation_case};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::json;

use crate::{
    Conflict, Ctx, Error, Result,
    accounts::Actor,
    audit::{self, Act, Subject},
};

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
