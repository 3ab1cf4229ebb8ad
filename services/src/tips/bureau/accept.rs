//! Taking a tip-off up.

use domain::{access::Action, tip::TipEvent};

use super::step::step;
use crate::{Ctx, Result, accounts::Actor};

/// Takes a tip-off up (受理).
///
/// # Errors
/// [`Conflict`](crate::Error::Conflict) when it is not ready for that.
pub async fn accept(ctx: &Ctx, actor: &Actor, tip_no: &str) -> Result<()> {
    actor.must(Action::HandleTip)?;
    let tx = ctx.store.write().await?;
    step(&tx, ctx, actor, tip_no, TipEvent::Accept).await?;
    Ok(tx.commit().await?)
}
