//! Handing a tip-off over.

use domain::{access::Action, tip::TipEvent};

use super::step::{replayed, step};
use crate::{Ctx, FormKey, Result, accounts::Actor};

/// Hands a tip-off over to the unit that checks (转办).
///
/// # Errors
/// [`Conflict`](crate::Error::Conflict) when it is not ready for that.
pub async fn hand_over(ctx: &Ctx, actor: &Actor, tip_no: &str, form: Option<&FormKey>) -> Result<()> {
    actor.must(Action::HandleTip)?;
    let tx = ctx.store.write().await?;
    if replayed(&tx, ctx, actor, form).await? {
        return Ok(());
    }
    step(&tx, ctx, actor, tip_no, TipEvent::HandOver).await?;
    Ok(tx.commit().await?)
}
