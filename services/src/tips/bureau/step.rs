//! One step of a tip-off.

use domain::tip::{TipEvent, TipStatus, next};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, IntoActiveModel};
use serde_json::json;

use super::load::load_for_change;
use crate::{
    Ctx, Error, FormKey, Result,
    accounts::Actor,
    audit::{self, Act, Subject},
    once,
    tips::deadline::due_at,
};

/// Takes a tip-off one step on, with its clock, and notes it; returns its key.
///
/// # Errors
/// [`Error::NotFound`] for a tip-off of another area; [`Error::Conflict`] where it is not ready for this step.
pub(super) async fn step(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    actor: &Actor,
    tip_no: &str,
    event: TipEvent,
) -> Result<i64> {
    let row = load_for_change(tx, actor, tip_no).await?;
    let status = next(row.status, event).map_err(|refused| Error::Conflict(refused.to_string()))?;
    let now = ctx.now();
    let accepted_at = row.accepted_at.or((status == TipStatus::Accepted).then_some(now));
    let (id, due_at) = (row.id, due_at(status, row.received_at, accepted_at).unwrap_or(row.due_at));
    let mut row = row.into_active_model();
    row.status = Set(status);
    row.accepted_at = Set(accepted_at);
    row.due_at = Set(due_at);
    row.closed_at = Set((status == TipStatus::Answered).then_some(now));
    row.update(tx).await?;
    audit::note(tx, ctx, Some(actor), act(event), Subject("tip", id), json!({})).await?;
    Ok(id)
}

/// Whether this form has done its work before; a step without a form never has.
pub(super) async fn replayed(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    actor: &Actor,
    form: Option<&FormKey>,
) -> Result<bool> {
    match form {
        Some(form) => once::replayed(tx, ctx, actor, form).await,
        None => Ok(false),
    }
}

const fn act(event: TipEvent) -> Act {
    match event {
        TipEvent::Accept => Act::AcceptTip,
        TipEvent::Decline => Act::DeclineTip,
        TipEvent::HandOver => Act::HandOverTip,
        TipEvent::Answer => Act::AnswerTip,
    }
}
