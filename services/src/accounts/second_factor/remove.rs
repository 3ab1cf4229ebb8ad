//! Giving the own second factor up: for another telephone, or for good.

use entities::{account, second_factor};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait, IntoActiveModel};
use serde_json::json;

use crate::{
    Ctx, Result,
    accounts::{Actor, Proof, code::remove_all, confirm_both},
    audit::{self, Act, Subject},
    mail::SecondFactorChanged,
    messages,
};

/// Takes the second factor from the own account, whose owner gives the password and a code. Where the role needs one, the
/// next page leads to a new one.
///
/// # Errors
/// As [`confirm_both`].
pub async fn remove(ctx: &Ctx, actor: &Actor, proof: Proof<'_>) -> Result<()> {
    let confirmed = confirm_both(ctx, actor, proof).await?;
    let tx = ctx.store.write().await?;
    let account = confirmed.still_holds(&tx, ctx).await?;
    clear(&tx, ctx, account).await?;
    let subject = Subject("account", actor.account_id);
    audit::note(&tx, ctx, Some(actor), Act::RemoveSecondFactor, subject, json!({})).await?;
    Ok(tx.commit().await?)
}

/// Takes secret and codes away, and tells the owner.
pub(super) async fn clear(tx: &impl ConnectionTrait, ctx: &Ctx, account: account::Model) -> Result<()> {
    second_factor::Entity::delete_by_id(account.id).exec(tx).await?;
    remove_all(tx, account.id).await?;
    let person = account.clone();
    let mut row = account.into_active_model();
    row.second_factor_at = Set(None);
    row.update(tx).await?;
    messages::tell(tx, ctx, &person, &SecondFactorChanged { name: &person.name, at: ctx.now(), is_on: false }).await
}
