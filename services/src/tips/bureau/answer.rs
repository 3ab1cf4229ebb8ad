//! Telling a reporter what came out.

use domain::{
    access::Action,
    tip::{TipAuthor, TipEvent},
};

use super::{
    load::load_for_change,
    step::{replayed, step},
};
use crate::{
    Ctx, FormKey, Result,
    accounts::Actor,
    tips::write::{checked, is_written, put},
};

/// Tells the reporter what came out (答复) and closes the tip-off.
///
/// # Errors
/// [`Invalid`](crate::Error::Invalid) for the field `text` when it is empty or too long;
/// [`Conflict`](crate::Error::Conflict) when the tip-off is not ready for that.
pub async fn answer(ctx: &Ctx, actor: &Actor, tip_no: &str, text: &str, form: Option<&FormKey>) -> Result<()> {
    actor.must(Action::HandleTip)?;
    let text = &*checked("text", text)?;
    let tx = ctx.store.write().await?;
    let tip = load_for_change(&tx, actor, tip_no).await?.id;
    if replayed(&tx, ctx, actor, form).await? && is_written(&tx, ctx, tip, TipAuthor::Bureau, text).await? {
        return Ok(());
    }
    let id = step(&tx, ctx, actor, tip_no, TipEvent::Answer).await?;
    put(&tx, ctx, id, TipAuthor::Bureau, text).await?;
    Ok(tx.commit().await?)
}
