//! Taking a tip-off up.

use domain::{access::Action, tip::TipEvent};

use super::step::{replayed, step};
use crate::{Ctx, FormKey, Result, accounts::Actor};

/// Takes a tip-off up (受理).
///
/// # Errors
/// [`Conflict`](crate::Error::Conflict) when it is not ready for that.
pub async fn accept(ctx: &Ctx, actor: &Actor, tip_no: &str, form: Option<&FormKey>) -> Result<()> {
    actor.must(Action::HandleTip)?;
    let tx = ctx.store.write().await?;
    if replayed(&tx, ctx, actor, form).await? {
        return Ok(());
    }
    step(&tx, ctx, actor, tip_no, TipEvent::Accept).await?;
    Ok(tx.commit().await?)
}
