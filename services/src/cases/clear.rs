//! Clearing a case for publication.

use domain::{access::Action, case::CaseEvent};

use super::{
    content::{must_be_whole, of},
    load::{load_for_change, must_stand},
    step::{four_eyes, step},
};
use crate::{Ctx, FormKey, Result, accounts::Actor, once::replayed};

/// Clears a case (公开前审核通过); once for each form.
///
/// # Errors
/// [`Forbidden`](crate::Error::Forbidden) for whoever wrote or submitted it; [`Conflict`](crate::Error::Conflict) when
/// it is not ready for that, or no longer at the revision that its page showed.
pub async fn clear(ctx: &Ctx, actor: &Actor, (case_no, revision): (&str, i64), form: &FormKey) -> Result<()> {
    actor.must(Action::ReviewCase)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, case_no).await?;
    if replayed(&tx, ctx, actor, form).await? {
        return Ok(());
    }
    must_stand(&row, revision)?;
    four_eyes(&tx, actor, &row, &[CaseEvent::Submit]).await?;
    must_be_whole(ctx, &of(&row))?;
    step(&tx, ctx, actor, row, (CaseEvent::Clear, ""), |_| {}).await?;
    Ok(tx.commit().await?)
}
