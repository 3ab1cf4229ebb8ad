//! Signing in.

use domain::{input::clean, time::Stamp};
use entities::account;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::{Value, json};

use super::{
    SessionToken,
    code::{self, Shown},
    confirm::fits,
    session,
    sign_out::end,
    standing::{is_open, open_at},
};
use crate::{
    Ctx, Error, Result,
    audit::{self, Act, Subject},
    throttle::{ClientKey, Passed},
};

/// Signs somebody in and begins a session.
///
/// A wrong login, a wrong password, a wrong or missing code and a closed account get the same answer. Failed tries are
/// not in the audit log: people type their password into the wrong field.
///
/// # Errors
/// [`Error::SignInRefused`]; [`Error::Throttled`] after too many tries for this login or from this client.
pub async fn sign_in(ctx: &Ctx, login: &str, password: &str, client: ClientKey) -> Result<SessionToken> {
    sign_in_here(ctx, SigningIn { login, password, code: "" }, client, None).await
}

/// What somebody gives to be signed in. In no log.
#[derive(Clone, Copy)]
pub struct SigningIn<'a> {
    /// The login.
    pub login: &'a str,
    /// The password.
    pub password: &'a str,
    /// A code of the second factor, for accounts that have one.
    pub code: &'a str,
}

/// The same in a browser that shows a session: that one ends. A browser has one session, and the cookie of the other is
/// lost to its owner, but not to whoever copied it.
///
/// # Errors
/// As [`sign_in`].
pub async fn sign_in_here(
    ctx: &Ctx,
    given: SigningIn<'_>,
    client: ClientKey,
    shown: Option<&SessionToken>,
) -> Result<SessionToken> {
    let proven = prove(ctx, given, client).await?;
    let tx = ctx.store.write().await?;
    let account = proven.still_holds(&tx, ctx).await?;
    let token = begin(&tx, ctx, &account, shown, json!({})).await?;
    tx.commit().await?;
    Ok(token)
}

/// That somebody gave login, password and code a moment ago. To look at them takes a while, so the witness is heard once more
/// in the transaction that lets them in.
#[must_use]
pub(super) struct Proven {
    account: account::Model,
    factor: Shown,
}

/// Looks at login, password and code, within the limits of how often that is done.
pub(super) async fn prove(ctx: &Ctx, given: SigningIn<'_>, client: ClientKey) -> Result<Proven> {
    let login = clean(given.login).to_lowercase();
    let pair = (login.as_str(), client);
    let passed = admit(ctx, pair, ctx.steady())?;
    // A try that the portal could not look at is nobody's failure.
    let looked = look(ctx, pair, given.password, given.code).await.inspect_err(|_| take_back(ctx, pair, passed))?;
    let (account, factor) = looked.ok_or(Error::SignInRefused)?;
    welcome(ctx, pair, passed);
    Ok(Proven { account, factor })
}

impl Proven {
    /// The account, where it is open and has the same password still; uses the code up.
    pub async fn still_holds(&self, tx: &impl ConnectionTrait, ctx: &Ctx) -> Result<account::Model> {
        // The password may have been changed, or the account closed, while this one was being checked.
        let unchanged = account::Entity::find_by_id(self.account.id)
            .filter(account::Column::PasswordHash.eq(&self.account.password_hash))
            .filter(open_at(ctx.now()))
            .lock_exclusive();
        let account = unchanged.one(tx).await?.ok_or(Error::SignInRefused)?;
        self.factor.spend(tx, ctx, &account).await?;
        Ok(account)
    }
}

/// Begins a session of somebody who may come in, and ends the one that the browser shows.
pub(super) async fn begin(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    account: &account::Model,
    shown: Option<&SessionToken>,
    detail: Value,
) -> Result<SessionToken> {
    if let Some(shown) = shown {
        end(tx, ctx, shown).await?;
    }
    let token = session::begin(tx, account.id, ctx.now()).await?;
    let subject = Subject("account", account.id);
    audit::note(tx, ctx, Some(&account.clone().into()), Act::SignIn, subject, detail).await?;
    Ok(token)
}

/// The account with this login, where it is open and both the password and the code are right.
async fn look(
    ctx: &Ctx,
    (login, client): (&str, ClientKey),
    password: &str,
    typed: &str,
) -> Result<Option<(account::Model, Shown)>> {
    let found = account::Entity::find().filter(account::Column::Login.eq(login)).one(ctx.store.read()).await?;
    let right = fits(ctx, found.as_ref(), password, &client.network()).await?;
    let Some(account) = found.filter(|account| right && is_open(account, ctx.now())) else { return Ok(None) };
    Ok(code::look(ctx, &account, typed).await?.map(|passed| (account, passed)))
}

/// Lets a try pass that has not been made too often: by this person here, from this client, for this login anywhere. It
/// counts at all of these or at none: a try that is not made is nobody's failure. Says how it passed among those of clients
/// that never signed in with the login; none where it need not.
fn admit(ctx: &Ctx, pair: (&str, ClientKey), now: Stamp) -> Result<Option<Passed>> {
    let (limits, (login, client)) = (ctx.sign_in_limits(), pair);
    limits.clients.admit(&client, now)?;
    limits.people.admit(&pair, now).inspect_err(|_| limits.clients.forgive(&client))?;
    if limits.known_clients.knows(&pair) {
        return Ok(None);
    }
    let passed = limits.logins.admit(&login, &client.network(), now).inspect_err(|_| {
        limits.people.forgive(&pair);
        limits.clients.forgive(&client);
    })?;
    Ok(Some(passed))
}

/// Takes back what a try was counted as that could not be looked at; a turn that was waited for is there again.
fn take_back(ctx: &Ctx, pair: (&str, ClientKey), passed: Option<Passed>) {
    let (limits, (login, client)) = (ctx.sign_in_limits(), pair);
    limits.clients.forgive(&client);
    limits.people.forgive(&pair);
    if let Some(passed) = passed {
        limits.logins.give_back(&login, &client.network(), passed, ctx.steady());
    }
}

/// Takes back what a right password was counted as, and what failed before it.
fn welcome(ctx: &Ctx, pair: (&str, ClientKey), passed: Option<Passed>) {
    let (limits, (login, client)) = (ctx.sign_in_limits(), pair);
    limits.clients.forgive(&client);
    limits.people.forget(&pair);
    if passed.is_some() {
        limits.logins.forgive(&login);
        limits.known_clients.meet(&pair);
    }
}
