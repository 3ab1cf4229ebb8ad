//! Settling a finding.

use domain::{
    access::Action,
    finding::{EntryKind, Outcome},
};
use sea_orm::ActiveValue::Set;

use super::{
    entry::{checked, done_before, put},
    load::load_for_change,
    step::step,
};
use crate::{Ctx, FormKey, Result, accounts::Actor, once::replayed};

/// Closes a finding with what came out and why, or takes it to an inspection; once for each form.
///
/// # Errors
/// [`Invalid`](crate::Error::Invalid) for the field `reason` when it says too little or too much;
/// [`Conflict`](crate::Error::Conflict) when the finding is settled already: somebody else was there first.
pub async fn close(ctx: &Ctx, actor: &Actor, id: i64, outcome: Outcome, reason: &str, form: &FormKey) -> Result<()> {
    actor.must(Action::SettleFinding)?;
    let reason = &*checked("reason", reason)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, actor, id).await?;
    if replayed(&tx, ctx, actor, form).await? {
        return done_before(&tx, actor, id, (EntryKind::Closing, reason)).await;
    }
    step(&tx, ctx, actor, row, outcome.event(), |row| {
        row.outcome = Set(Some(outcome));
        row.closed_at = Set(Some(ctx.now()));
        row.closed_by = Set(Some(actor.account_id));
    })
    .await?;
    put(&tx, ctx, actor, id, (EntryKind::Closing, reason)).await?;
    Ok(tx.commit().await?)
}
