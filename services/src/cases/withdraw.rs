//! Taking a published case down.

use domain::{
    access::Action,
    case::{CaseEvent, Withdrawal},
};
use sea_orm::ActiveValue::Set;

use super::{load::load_for_change, report::public_words, step::step};
use crate::{Ctx, FormKey, Result, accounts::Actor, once::replayed};

/// Takes a case down before its term ends (撤下); once for each form. A decision that fell counts nowhere any more; one
/// whose credit was repaired counts in the city's numbers, and beside no name.
///
/// # Errors
/// [`Invalid`](crate::Error::Invalid) for the field `reason`; [`Conflict`](crate::Error::Conflict) when it is not
/// published.
pub async fn withdraw(
    ctx: &Ctx,
    actor: &Actor,
    case_no: &str,
    (withdrawal, why): (Withdrawal, &str),
    form: &FormKey,
) -> Result<()> {
    actor.must(Action::PublishCase)?;
    // The public is told why, so the reason must not say what the page must not.
    let why = &*public_words("reason", why)?;
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
