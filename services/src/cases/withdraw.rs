//! Taking a published case down.

use domain::{
    access::Action,
    case::{CaseEvent, Withdrawal},
};
use sea_orm::ActiveValue::Set;

use super::{
    load::{load_for_change, must_stand},
    report::public_words,
    step::step,
};
use crate::{Ctx, FormKey, Result, accounts::Actor, once::replayed};

/// Takes a case down before its term ends (撤下); once for each form. A decision that fell counts nowhere any more; one
/// whose credit was repaired counts in the city's numbers, and beside no name.
///
/// # Errors
/// [`Invalid`](crate::Error::Invalid) for the field `withdrawal_reason`; [`Conflict`](crate::Error::Conflict) when it is not
/// published, or no longer at the revision that its page showed.
pub async fn withdraw(
    ctx: &Ctx,
    actor: &Actor,
    (case_no, revision): (&str, i64),
    (withdrawal, why): (Withdrawal, &str),
    form: &FormKey,
) -> Result<()> {
    actor.must(Action::PublishCase)?;
    // The public is told why, so the reason must not say what the page must not.
    let why = &*public_words("withdrawal_reason", why)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, case_no).await?;
    if replayed(&tx, ctx, actor, form).await? {
        return Ok(());
    }
    must_stand(&row, revision)?;
    step(&tx, ctx, actor, row, (CaseEvent::Withdraw, why), |row| {
        row.withdrawal = Set(Some(withdrawal));
        row.withdrawn_at = Set(Some(ctx.now()));
    })
    .await?;
    Ok(tx.commit().await?)
}
