//! Settling a finding.

use domain::{
    access::Action,
    finding::{EntryKind, Outcome, Said, ground},
};
use entities::{finding, finding_message};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::{
    entry::{checked, done_before, must_stand, put},
    load::load_for_change,
    newer::filed,
    step::step,
};
use crate::{Ctx, Error, FormKey, Result, Seen, accounts::Actor, once::replayed};

/// Closes a finding, as it was `shown`, with what came out and why, or takes it to an inspection; once for each form.
///
/// # Errors
/// [`Invalid`](Error::Invalid) for the field `reason` when it says too little or too much, and for the field `outcome`
/// where what it claims has not happened ([`ground`]); [`Conflict`](Error::Conflict) when the finding is settled
/// already, or not as it was shown: somebody else was there first.
pub async fn close(
    ctx: &Ctx,
    actor: &Actor,
    (id, shown): (i64, &Seen),
    (outcome, reason): (Outcome, &str),
    form: &FormKey,
) -> Result<()> {
    actor.must(Action::SettleFinding)?;
    let reason = &*checked("reason", reason)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, actor, id).await?;
    if replayed(&tx, ctx, actor, form).await? {
        return done_before(&tx, actor, id, (EntryKind::Closing, reason)).await;
    }
    must_stand(&tx, &row, shown).await?;
    ground(outcome, said(&tx, &row).await?).map_err(|lacks| Error::issue("outcome", lacks))?;
    step(&tx, ctx, actor, row, outcome.event(), |row| {
        row.outcome = Set(Some(outcome));
        row.closed_at = Set(Some(ctx.now()));
        row.closed_by = Set(Some(actor.account_id));
    })
    .await?;
    put(&tx, ctx, actor, id, (EntryKind::Closing, reason)).await?;
    Ok(tx.commit().await?)
}

/// What the enterprise has done about it so far.
async fn said(tx: &impl ConnectionTrait, row: &finding::Model) -> Result<Said> {
    let explanations = finding_message::Entity::find()
        .filter(finding_message::Column::FindingId.eq(row.id))
        .filter(finding_message::Column::Kind.eq(EntryKind::Explanation));
    let filed = filed(tx, row.version_id).await?;
    Ok(Said { explained: explanations.count(tx).await? > 0, corrected: filed.newest > filed.number })
}
