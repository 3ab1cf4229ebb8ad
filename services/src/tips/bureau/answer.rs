//! Telling a reporter what came out.

use domain::{
    access::Action,
    tip::{TipAuthor, TipEvent},
};

use super::step::{replayed, step};
use crate::{
    Ctx, FormKey, Result,
    accounts::Actor,
    tips::write::{checked, put},
};

/// Tells the reporter what came out (答复) and closes the tip-off.
///
/// # Errors
/// [`Invalid`](crate::Error::Invalid) for the field `text` when it is empty or too long;
/// [`Conflict`](crate::Error::Conflict) when the tip-off is not ready for that.
pub async fn answer(ctx: &Ctx, actor: &Actor, tip_no: &str, text: &str, form: Option<&FormKey>) -> Result<()> {
    actor.must(Action::HandleTip)?;
    let text = checked("text", text)?;
    let tx = ctx.store.write().await?;
    if replayed(&tx, ctx, actor, form).await? {
        return Ok(());
    }
    let id = step(&tx, ctx, actor, tip_no, TipEvent::Answer).await?;
    put(&tx, ctx, id, TipAuthor::Bureau, text).await?;
    Ok(tx.commit().await?)
}
