//! Asking for the password once more, before something that binds.

use entities::account;
use sea_orm::EntityTrait;

use super::{Actor, password};
use crate::{Ctx, Error, Result};

/// Goes on only if this is the actor's own password: before a signature, before the password changes.
///
/// # Errors
/// [`Error::SignInRefused`] when it is not; [`Error::Throttled`] after too many tries.
pub async fn confirm(ctx: &Ctx, actor: &Actor, password: &str) -> Result<()> {
    ctx.guards.confirmations.admit(&actor.account_id, ctx.steady())?;
    let found = account::Entity::find_by_id(actor.account_id).one(ctx.store.read()).await?;
    let right = fits(ctx, found.as_ref(), password).await?;
    if !right || found.is_none_or(|account| account.disabled_at.is_some()) {
        return Err(Error::SignInRefused);
    }
    ctx.guards.confirmations.forget(&actor.account_id);
    Ok(())
}

/// Whether the password is the account's. Takes the same work when there is no account.
pub(super) async fn fits(ctx: &Ctx, account: Option<&account::Model>, password: &str) -> Result<bool> {
    let hash = account.map(|account| account.password_hash.clone());
    let password = password.to_owned();
    ctx.guards.hashing.run(move || password::verify(&password, hash.as_deref())).await
}
