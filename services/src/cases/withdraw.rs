//! Taking a published case down.

use domain::{
    access::Action,
    case::{CaseEvent, CaseSlip, Withdrawal, personal_number},
};
use sea_orm::ActiveValue::Set;

use super::{content::reason, load::load_for_change, step::step};
use crate::{Ctx, Error, FormKey, Result, accounts::Actor, once::replayed};

/// Takes a case down before its term ends (撤下); once for each form. A decision that fell no longer counts against the
/// enterprise; one whose credit was repaired does.
///
/// # Errors
/// [`Invalid`](Error::Invalid) for the field `reason`; [`Conflict`](Error::Conflict) when it is not
/// published.
pub async fn withdraw(
    ctx: &Ctx,
    actor: &Actor,
    case_no: &str,
    (withdrawal, why): (Withdrawal, &str),
    form: &FormKey,
) -> Result<()> {
    actor.must(Action::PublishCase)?;
    let why = &*reason(why)?;
    // The public is told why, so the reason must not say what the page must not.
    if let Some((kind, number)) = personal_number(why) {
        return Err(Error::invalid("reason", CaseSlip::Personal(kind, number)));
    }
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, case_no).await?;
    if replayed(&tx, ctx, actor, form).await? {
        return Ok(());
    }
    step(&tx, ctx, actor, row, (CaseEvent::Withdraw, why), |row| {
        row.withdrawal = Set(Some(withdrawal));
        row.withdrawn_at = Set(Some(ctx.now()));
    })
    .await?;
    Ok(tx.commit().await?)
}
