//! Writing to a reporter without closing the matter.

use domain::{access::Action, tip::TipAuthor};
use serde_json::json;

use super::{
    load::load_for_change,
    step::{FromPage, must_stand, replayed},
};
use crate::{
    Ctx, Result,
    accounts::Actor,
    audit::{self, Act, Subject},
    tips::write::{checked, is_written, put},
};

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
