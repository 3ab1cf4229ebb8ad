//! Signing in.

use domain::{input::clean, time::Stamp};
use entities::account;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::json;

use super::{SessionToken, confirm::fits, session};
use crate::{
    Ctx, Error, Result,
    audit::{self, Act, Subject},
    throttle::ClientKey,
};

/// Signs somebody in and begins a session.
///
/// A wrong login, a wrong password and a closed account get the same answer after the same work. Failed tries are
/// not in the audit log: people type their password into the wrong field.
///
/// # Errors
/// [`Error::SignInRefused`]; [`Error::Throttled`] after too many tries for this login or from this client.
pub async fn sign_in(ctx: &Ctx, login: &str, password: &str, client: ClientKey) -> Result<SessionToken> {
    let (login, now) = (clean(login).to_lowercase(), ctx.now());
    let pair = (login.as_str(), client);
    admit(ctx, pair, ctx.steady())?;
    let found = account::Entity::find().filter(account::Column::Login.eq(&login)).one(ctx.store.read()).await?;
    let right = fits(ctx, found.as_ref(), password).await?;
    let account = found.filter(|account| right && account.disabled_at.is_none()).ok_or(Error::SignInRefused)?;
    welcome(ctx, pair);
    let tx = ctx.store.write().await?;
    // The password may have been changed, or the account closed, while this one was being checked.
    let unchanged = account::Entity::find_by_id(account.id)
        .filter(account::Column::PasswordHash.eq(&account.password_hash))
        .filter(account::Column::DisabledAt.is_null())
        .lock_exclusive();
    let account = unchanged.one(&tx).await?.ok_or(Error::SignInRefused)?;
    let token = session::begin(&tx, account.id, now).await?;
    let subject = Subject("account", account.id);
    audit::note(&tx, ctx, Some(&account.into()), Act::SignIn, subject, json!({})).await?;
    tx.commit().await?;
    Ok(token)
}

/// Lets a try pass that has not been made too often: by this person here, from this client, for this login anywhere.
fn admit(ctx: &Ctx, pair: (&str, ClientKey), now: Stamp) -> Result<()> {
    let (guards, (login, client)) = (&ctx.guards, pair);
    guards.clients.admit(&client, now)?;
    let of_login = || if guards.familiar.knows(&pair) { Ok(()) } else { guards.logins.admit(&login, now) };
    // A try that is not made is none of this client's failures.
    guards.people.admit(&pair, now).and_then(|()| of_login()).inspect_err(|_| guards.clients.forgive(&client))
}

/// Takes back what a right password was counted as.
fn welcome(ctx: &Ctx, pair: (&str, ClientKey)) {
    let (guards, (login, client)) = (&ctx.guards, pair);
    guards.clients.forgive(&client);
    guards.people.forget(&pair);
    if !guards.familiar.knows(&pair) {
        guards.logins.forgive(&login);
        guards.familiar.meet(&pair);
    }
}
