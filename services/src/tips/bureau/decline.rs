//! Not taking a tip-off up.

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

/// Declines a tip-off (不予受理). The reporter reads the reason in the dialogue; it is encrypted like everything there.
///
/// # Errors
/// [`Invalid`](crate::Error::Invalid) for the field `reason` when it is empty or too long;
/// [`Conflict`](crate::Error::Conflict) when the tip-off is not ready for that, or not as its page showed it.
pub async fn decline(ctx: &Ctx, actor: &Actor, tip_no: &str, reason: &str, page: FromPage<'_>) -> Result<()> {
    actor.must(Action::HandleTip)?;
    let reason = &*checked("reason", reason)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, actor, tip_no).await?;
    let id = row.id;
    if replayed(&tx, ctx, actor, page).await? && is_written(&tx, ctx, id, TipAuthor::Bureau, reason).await? {
        return Ok(());
    }
    must_stand(&tx, &row, page).await?;
    step(&tx, ctx, actor, row, TipEvent::Decline).await?;
    put(&tx, ctx, id, TipAuthor::Bureau, reason).await?;
    Ok(tx.commit().await?)
}
