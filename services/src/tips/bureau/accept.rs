//! Taking a tip-off up.

use domain::{access::Action, tip::TipEvent};

use super::{
    load::load_for_change,
    step::{FromPage, must_stand, replayed, step},
};
use crate::{Ctx, Result, accounts::Actor};

/// Takes a tip-off up (受理).
///
/// # Errors
/// [`Conflict`](crate::Error::Conflict) when it is not ready for that, or not as its page showed it.
pub async fn accept(ctx: &Ctx, actor: &Actor, tip_no: &str, page: FromPage<'_>) -> Result<()> {
    actor.must(Action::HandleTip)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, actor, tip_no).await?;
    if replayed(&tx, ctx, actor, page).await? {
        return Ok(());
    }
    must_stand(&tx, &row, page).await?;
    step(&tx, ctx, actor, row, TipEvent::Accept).await?;
    Ok(tx.commit().await?)
}
