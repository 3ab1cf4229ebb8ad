//! Not taking a tip-off up.

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

/// Declines a tip-off (不予受理). The reporter reads the reason in the dialogue; it is encrypted like everything there.
///
/// # Errors
/// [`Invalid`](crate::Error::Invalid) for the field `reason` when it is empty or too long;
/// [`Conflict`](crate::Error::Conflict) when the tip-off is not ready for that.
pub async fn decline(ctx: &Ctx, actor: &Actor, tip_no: &str, reason: &str, form: Option<&FormKey>) -> Result<()> {
    actor.must(Action::HandleTip)?;
    let reason = checked("reason", reason)?;
    let tx = ctx.store.write().await?;
    if replayed(&tx, ctx, actor, form).await? {
        return Ok(());
    }
    let id = step(&tx, ctx, actor, tip_no, TipEvent::Decline).await?;
    put(&tx, ctx, id, TipAuthor::Bureau, reason).await?;
    Ok(tx.commit().await?)
}
