//! One step of a tip-off.

use domain::tip::{TipEvent, TipStatus, next};
use entities::{tip, tip_message};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter,
};
use serde_json::json;

use crate::{
    Conflict, Ctx, FormKey, Result, Seen,
    accounts::Actor,
    audit::{self, Act, Subject},
    once,
    tips::deadline::due_at,
};

/// The form of a page, and the tip-off as that page showed it. None where no page asks.
pub type FromPage<'a> = Option<(&'a FormKey, &'a Seen)>;

/// Takes a tip-off, loaded to be changed, one step on, with its clock, and notes it.
///
/// # Errors
/// [`Error::Conflict`](crate::Error::Conflict) where it is not ready for this step.
pub(super) async fn step(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    actor: &Actor,
    row: tip::Model,
    event: TipEvent,
) -> Result<()> {
    let status = next(row.status, event).map_err(|refused| Conflict::NotReady(refused.to_string()))?;
    let now = ctx.now();
    let accepted_at = row.accepted_at.or((status == TipStatus::Accepted).then_some(now));
    let (id, due_at) = (row.id, due_at(status, row.received_at, accepted_at).unwrap_or(row.due_at));
    let mut row = row.into_active_model();
    row.status = Set(status);
    row.accepted_at = Set(accepted_at);
    row.due_at = Set(due_at);
    row.closed_at = Set((status == TipStatus::Answered).then_some(now));
    row.update(tx).await?;
    audit::note(tx, ctx, Some(actor), act(event), Subject("tip", id), json!({})).await
}

/// Whether this form has done its work before; a step without a form never has.
pub(super) async fn replayed(tx: &impl ConnectionTrait, ctx: &Ctx, actor: &Actor, page: FromPage<'_>) -> Result<bool> {
    match page {
        Some((form, _)) => once::replayed(tx, ctx, actor, form).await,
        None => Ok(false),
    }
}

/// Goes on only where the tip-off stands as its page showed it.
///
/// # Errors
/// [`Error::Conflict`](crate::Error::Conflict) where a colleague took a step, or somebody wrote.
pub(super) async fn must_stand(tx: &impl ConnectionTrait, row: &tip::Model, page: FromPage<'_>) -> Result<()> {
    let Some((_, shown)) = page else { return Ok(()) };
    let written = tip_message::Entity::find().filter(tip_message::Column::TipId.eq(row.id)).count(tx).await?;
    shown.must_be(&Seen::of(row.status, usize::try_from(written).unwrap_or(usize::MAX)))
}

const fn act(event: TipEvent) -> Act {
    match event {
        TipEvent::Accept => Act::AcceptTip,
        TipEvent::Decline => Act::DeclineTip,
        TipEvent::HandOver => Act::HandOverTip,
        TipEvent::Answer => Act::AnswerTip,
    }
}
