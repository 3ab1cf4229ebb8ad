//! Handing a tip-off over.

use domain::{access::Action, tip::TipEvent};

use super::{
    load::load_for_change,
    step::{FromPage, must_stand, replayed, step},
};
use crate::{Ctx, Result, accounts::Actor};

/// Hands a tip-off over to the unit that checks (转办).
///
/// # Errors
/// [`Conflict`](crate::Error::Conflict) when it is not ready for that, or not as its page showed it.
pub async fn hand_over(ctx: &Ctx, actor: &Actor, tip_no: &str, page: FromPage<'_>) -> Result<()> {
    actor.must(Action::HandleTip)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, actor, tip_no).await?;
    if replayed(&tx, ctx, actor, page).await? {
        return Ok(());
    }
    must_stand(&tx, &row, page).await?;
    step(&tx, ctx, actor, row, TipEvent::HandOver).await?;
    Ok(tx.commit().await?)
}
