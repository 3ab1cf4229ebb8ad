//! Handing a case over for the review before publication.

use domain::{
    access::Action,
    case::{CaseContent, CaseEvent},
};

use super::{content::must_be_whole, load::load_for_change, save::keep, step::step};
use crate::{Ctx, FormKey, Result, accounts::Actor, once::replayed};

/// Saves a draft and hands it over (送公开前审核); once for each form.
///
/// # Errors
/// As [`save`](super::save), and [`Invalid`](crate::Error::Invalid) for what is still missing.
pub async fn submit(
    ctx: &Ctx,
    actor: &Actor,
    case_no: &str,
    (revision, content): (i64, &CaseContent),
    form: &FormKey,
) -> Result<()> {
    actor.must(Action::WorkCase)?;
    must_be_whole(ctx, content)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, case_no).await?;
    if replayed(&tx, ctx, actor, form).await? {
        return Ok(());
    }
    let row = keep(&tx, ctx, actor, row, revision, content).await?;
    step(&tx, ctx, actor, row, (CaseEvent::Submit, ""), |_| {}).await?;
    Ok(tx.commit().await?)
}
