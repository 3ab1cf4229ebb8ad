//! Publishing a case.

use domain::{
    access::Action,
    case::{CaseEvent, CaseStatus},
    time::Day,
};
use sea_orm::ActiveValue::Set;

use super::{
    content::{must_be_whole, of},
    load::{load_for_change, must_stand},
    step::{four_eyes, step},
};
use crate::{Ctx, FormKey, Result, accounts::Actor, once::replayed};

/// Publishes a case (公布) until the end of the term that its gravity sets and that runs from the decision; once for each
/// form. From the commit on the public sees it.
///
/// # Errors
/// [`Forbidden`](crate::Error::Forbidden) for whoever wrote, submitted or cleared it; [`Invalid`](crate::Error::Invalid)
/// for what must not be published; [`Conflict`](crate::Error::Conflict) when it is not ready for that,
/// or no longer at the revision that its page showed.
pub async fn publish(ctx: &Ctx, actor: &Actor, (case_no, revision): (&str, i64), form: &FormKey) -> Result<()> {
    actor.must(Action::PublishCase)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, case_no).await?;
    if replayed(&tx, ctx, actor, form).await? {
        return Ok(());
    }
    must_stand(&row, revision)?;
    four_eyes(&tx, actor, &row, &[CaseEvent::Submit, CaseEvent::Clear]).await?;
    let content = of(&row);
    must_be_whole(ctx, &content)?;
    let now = ctx.now();
    let last_day = content.last_day().map(Day);
    let status = if row.status == CaseStatus::Filed { CaseStatus::Decided } else { row.status };
    step(&tx, ctx, actor, row, (CaseEvent::Publish, ""), |row| {
        row.status = Set(status);
        row.published_at = Set(Some(now));
        row.withdraw_on = Set(last_day);
    })
    .await?;
    Ok(tx.commit().await?)
}
