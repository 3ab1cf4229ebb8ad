//! Telling a reporter what came out.

use domain::{
    access::Action,
    tip::{TipAuthor, TipStatus},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use serde_json::json;

use super::load::load_for_change;
use crate::{
    Ctx, Result,
    accounts::Actor,
    audit::{self, Act, Subject},
    tips::write::{checked, put},
};

/// Tells the reporter what came out (答复) and closes the tip-off.
///
/// # Errors
/// [`Invalid`](crate::Error::Invalid) for the field `text` when it is empty or too long;
/// [`Conflict`](crate::Error::Conflict) when it has not been taken up, or has been answered already.
pub async fn answer(ctx: &Ctx, actor: &Actor, tip_no: &str, text: &str) -> Result<()> {
    actor.must(Action::HandleTip)?;
    let text = checked("text", text)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, actor, tip_no, &[TipStatus::Accepted, TipStatus::Investigating]).await?;
    let id = row.id;
    let mut row = row.into_active_model();
    row.status = Set(TipStatus::Answered);
    row.closed_at = Set(Some(ctx.now()));
    row.update(&tx).await?;
    put(&tx, ctx, id, TipAuthor::Bureau, text).await?;
    audit::note(&tx, ctx, Some(actor), Act::AnswerTip, Subject("tip", id), json!({})).await?;
    Ok(tx.commit().await?)
}
