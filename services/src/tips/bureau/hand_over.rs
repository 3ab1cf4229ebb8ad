//! Handing a tip-off over.

use domain::{access::Action, tip::TipEvent};

use super::step::step;
use crate::{Ctx, Result, accounts::Actor};

/// Hands a tip-off over to the unit that checks (转办).
///
/// # Errors
/// [`Conflict`](crate::Error::Conflict) when it is not ready for that.
pub async fn hand_over(ctx: &Ctx, actor: &Actor, tip_no: &str) -> Result<()> {
    actor.must(Action::HandleTip)?;
    let tx = ctx.store.write().await?;
    step(&tx, ctx, actor, tip_no, TipEvent::HandOver).await?;
    Ok(tx.commit().await?)
}
