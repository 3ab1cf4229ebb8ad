//! The steps that the bureau takes with a tip-off, and what it writes on the way.

use domain::{
    access::Action,
    tip::{TipAuthor, TipEvent, TipStatus, next},
};
use entities::{tip, tip_message};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter,
};
use serde_json::json;

use super::load::load_for_change;
use crate::{
    Conflict, Ctx, FormKey, Result, Seen,
    accounts::Actor,
    audit::{self, Act, Subject},
    once,
    tips::{
        deadline::due_at,
        write::{checked, is_written, put},
    },
};

/// Takes a tip-off up (受理).
///
/// # Errors
/// [`Conflict`](crate::Error::Conflict) when it is not ready for that, or not as its page showed it.
pub async fn accept(ctx: &Ctx, actor: &Actor, tip_no: &str, page: FromPage<'_>) -> Result<()> {
    actor.must(Action::HandleTip)?;
    take(ctx, actor, tip_no, (TipEvent::Accept, None), page).await
}

/// Writes to the reporter: a question, a state of things. The tip-off stays where it stands. The same form with the
/// same words writes once.
///
/// # Errors
/// [`Invalid`](crate::Error::Invalid) for the field `text` when it is empty or too long;
/// [`Conflict`](crate::Error::Conflict) when the tip-off is not as its page showed it: a colleague may have answered.
pub async fn reply(ctx: &Ctx, actor: &Actor, tip_no: &str, text: &str, page: FromPage<'_>) -> Result<()> {
    actor.must(Action::HandleTip)?;
    let text = &*checked("text", text)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, actor, tip_no).await?;
    if replayed(&tx, ctx, actor, page).await? && is_written(&tx, ctx, row.id, TipAuthor::Bureau, text).await? {
        return Ok(());
    }
    must_stand(&tx, &row, page).await?;
    put(&tx, ctx, row.id, TipAuthor::Bureau, text).await?;
    audit::note(&tx, ctx, Some(actor), Act::ReplyToTip, Subject("tip", row.id), json!({})).await?;
    Ok(tx.commit().await?)
}

/// Declines a tip-off (不予受理). The reporter reads the reason in the dialogue; it is encrypted like everything there.
///
/// # Errors
/// [`Invalid`](crate::Error::Invalid) for the field `reason` when it is empty or too long;
/// [`Conflict`](crate::Error::Conflict) when the tip-off is not ready for that, or not as its page showed it.
pub async fn decline(ctx: &Ctx, actor: &Actor, tip_no: &str, reason: &str, page: FromPage<'_>) -> Result<()> {
    actor.must(Action::HandleTip)?;
    let reason = &*checked("reason", reason)?;
    take(ctx, actor, tip_no, (TipEvent::Decline, Some(reason)), page).await
}

/// Hands a tip-off over to the unit that checks (转办).
///
/// # Errors
/// [`Conflict`](crate::Error::Conflict) when it is not ready for that, or not as its page showed it.
pub async fn hand_over(ctx: &Ctx, actor: &Actor, tip_no: &str, page: FromPage<'_>) -> Result<()> {
    actor.must(Action::HandleTip)?;
    take(ctx, actor, tip_no, (TipEvent::HandOver, None), page).await
}

/// Tells the reporter what came out (答复) and closes the tip-off.
///
/// # Errors
/// [`Invalid`](crate::Error::Invalid) for the field `text` when it is empty or too long;
/// [`Conflict`](crate::Error::Conflict) when the tip-off is not ready for that, or not as its page showed it.
pub async fn answer(ctx: &Ctx, actor: &Actor, tip_no: &str, text: &str, page: FromPage<'_>) -> Result<()> {
    actor.must(Action::HandleTip)?;
    let text = &*checked("text", text)?;
    take(ctx, actor, tip_no, (TipEvent::Answer, Some(text)), page).await
}

/// Takes a step, with the words to the reporter that belong to it, once for each form.
async fn take(
    ctx: &Ctx,
    actor: &Actor,
    tip_no: &str,
    (event, words): (TipEvent, Option<&str>),
    page: FromPage<'_>,
) -> Result<()> {
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, actor, tip_no).await?;
    let id = row.id;
    if replayed(&tx, ctx, actor, page).await? {
        let is_done = match words {
            Some(text) => is_written(&tx, ctx, id, TipAuthor::Bureau, text).await?,
            None => true,
        };
        if is_done {
            return Ok(());
        }
    }
    must_stand(&tx, &row, page).await?;
    step(&tx, ctx, actor, row, event).await?;
    if let Some(text) = words {
        put(&tx, ctx, id, TipAuthor::Bureau, text).await?;
    }
    Ok(tx.commit().await?)
}

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
    let (id, due_at) = (row.id, due_at(&ctx.calendar(), status, row.received_at, accepted_at).unwrap_or(row.due_at));
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
