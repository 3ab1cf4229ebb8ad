//! Telling a reporter what came out.

use domain::{
    access::Action,
    tip::{TipAuthor, TipEvent},
};

use super::{
    load::load_for_change,
    step::{FromPage, must_stand, replayed, step},
};
use crate::{
    Ctx, Result,
    accounts::Actor,
    tips::write::{checked, is_written, put},
};

/// Tells the reporter what came out (答复) and closes the tip-off.
///
/// # Errors
/// [`Invalid`](crate::Error::Invalid) for the field `text` when it is empty or too long;
/// [`Conflict`](crate::Error::Conflict) when the tip-off is not ready for that, or not as its page showed it.
pub async fn answer(ctx: &Ctx, actor: &Actor, tip_no: &str, text: &str, page: FromPage<'_>) -> Result<()> {
    actor.must(Action::HandleTip)?;
    let text = &*checked("text", text)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, actor, tip_no).await?;
    let id = row.id;
    if replayed(&tx, ctx, actor, page).await? && is_written(&tx, ctx, id, TipAuthor::Bureau, text).await? {
        return Ok(());
    }
    must_stand(&tx, &row, page).await?;
    step(&tx, ctx, actor, row, TipEvent::Answer).await?;
    put(&tx, ctx, id, TipAuthor::Bureau, text).await?;
    Ok(tx.commit().await?)
}
