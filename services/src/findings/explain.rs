//! The enterprise explains.

use domain::{
    access::Action,
    finding::{EntryKind, FindingEvent},
};
use entities::finding;
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};

use super::{
    entry::{checked, done_before, put},
    load, own,
    step::step,
};
use crate::{Ctx, Error, FormKey, Result, Seen, accounts::Actor, once::replayed};

/// Explains a finding of the own enterprise, as it was `shown`, or adds to what was said; once for each form. Late is
/// better than never: the term does not close the door.
///
/// # Errors
/// [`Forbidden`](Error::Forbidden) for a consultant, who reads and does not speak for the enterprise;
/// [`NotFound`](Error::NotFound) for somebody else's finding, or one that nobody has asked about;
/// [`Invalid`](Error::Invalid) for the field `text` when it says too little or too much;
/// [`Conflict`](Error::Conflict) when the bureau has closed it, or somebody wrote about it meanwhile.
pub async fn explain(ctx: &Ctx, actor: &Actor, (id, shown): (i64, &Seen), text: &str, form: &FormKey) -> Result<()> {
    actor.must(Action::ExplainFinding)?;
    let text = &*checked("text", text)?;
    let tx = ctx.store.write().await?;
    let found = load::own(actor).filter(finding::Column::Id.eq(id)).lock_exclusive().one(&tx).await?;
    let row = found.ok_or(Error::NotFound)?;
    if replayed(&tx, ctx, actor, form).await? {
        return done_before(&tx, actor, id, (EntryKind::Explanation, text)).await;
    }
    own::must_stand(&tx, &row, shown).await?;
    step(&tx, ctx, actor, row, FindingEvent::Explain, |_| {}).await?;
    put(&tx, ctx, actor, id, (EntryKind::Explanation, text)).await?;
    Ok(tx.commit().await?)
}
