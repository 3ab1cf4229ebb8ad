//! Asking for the password once more, before something that binds.

use std::{fmt, hash::Hash};

use domain::input::Issue;
use entities::{account, session};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, sea_query::LockType,
};

use super::{
    Actor, Proof,
    code::{Shown, look as look_at_code},
    limits::slowly,
    password,
    standing::{is_open, open_at},
};
use crate::{Conflict, Ctx, Error, Result};

/// That somebody gave their own password a moment ago. To look at it takes a while, in which the account may be closed,
/// its password reset or its sessions ended; so the witness is heard once more in the transaction that binds.
#[must_use]
pub struct Confirmed {
    account_id: i64,
    password_hash: String,
    /// The sessions that were open then.
    sessions: Vec<String>,
    /// By what the second factor was shown; none where only the password was asked for.
    passed: Option<Shown>,
}

/// Goes on only if this is the actor's own password: before the password changes.
///
/// # Errors
/// [`Error::SignInRefused`] when it is not; [`Error::Throttled`] after too many tries.
pub async fn confirm(ctx: &Ctx, actor: &Actor, password: &str) -> Result<Confirmed> {
    let (_, confirmed) = tried(ctx, actor, password).await?;
    ctx.sign_in_limits().confirmations.forget(&actor.account_id);
    Ok(confirmed)
}

/// Goes on only with the actor's own password and, where the account has a second factor, a code of it: before a
/// signature, before a token. A wrong code counts as a wrong password does.
///
/// # Errors
/// As [`confirm`]; [`Error::Invalid`] for the field `code`; [`Conflict::NoSecondFactor`] where the role needs one and the
/// account has none.
pub async fn confirm_both(ctx: &Ctx, actor: &Actor, proof: Proof<'_>) -> Result<Confirmed> {
    let (account, confirmed) = tried(ctx, actor, proof.password).await?;
    let limits = ctx.sign_in_limits();
    let confirmations = &limits.confirmations;
    let passed = by_code(ctx, &account, proof.code).await.inspect_err(|failure| {
        if !matches!(failure, Error::Invalid(_)) {
            confirmations.forgive(&actor.account_id);
        }
    })?;
    confirmations.forget(&actor.account_id);
    Ok(Confirmed { passed: Some(passed), ..confirmed })
}

async fn by_code(ctx: &Ctx, account: &account::Model, code: &str) -> Result<Shown> {
    if account.second_factor_at.is_none() && ctx.second_factor().is_needed(account.role) {
        return Err(Conflict::NoSecondFactor.into());
    }
    look_at_code(ctx, account, code).await?.ok_or_else(|| Error::issue("code", Issue::WrongCode))
}

/// Looks at a password. The try counts until it is forgotten.
async fn tried(ctx: &Ctx, actor: &Actor, password: &str) -> Result<(account::Model, Confirmed)> {
    let (limits, id) = (ctx.sign_in_limits(), actor.account_id);
    limits.confirmations.admit(&id, ctx.steady())?;
    // A try that the portal could not look at is nobody's failure.
    let looked = look(ctx, id, password).await.inspect_err(|_| limits.confirmations.forgive(&id))?;
    looked.ok_or(Error::SignInRefused)
}

async fn look(ctx: &Ctx, account_id: i64, password: &str) -> Result<Option<(account::Model, Confirmed)>> {
    let db = ctx.store.read();
    let found = account::Entity::find_by_id(account_id).one(db).await?;
    let open = session::Entity::find()
        .filter(session::Column::AccountId.eq(account_id))
        .filter(session::Column::ExpiresAt.gt(ctx.now()));
    let sessions = open.all(db).await?.into_iter().map(|row| row.id).collect();
    let right = fits(ctx, found.as_ref(), password, &account_id).await?;
    let found = found.filter(|account| right && is_open(account, ctx.now()));
    Ok(found.map(|account| {
        let password_hash = account.password_hash.clone();
        (account, Confirmed { account_id, password_hash, sessions, passed: None })
    }))
}

impl Confirmed {
    /// Goes on only if the account is open and has the same password still, and not all its sessions were ended; uses the
    /// code of the second factor up. The account stays as it is until the transaction ends.
    ///
    /// # Errors
    /// [`Error::SignInRefused`]; [`Error::Unauthenticated`] where the sessions were ended.
    pub(crate) async fn still_holds(&self, tx: &impl ConnectionTrait, ctx: &Ctx) -> Result<account::Model> {
        let unchanged = account::Entity::find_by_id(self.account_id)
            .filter(account::Column::PasswordHash.eq(&self.password_hash))
            .filter(open_at(ctx.now()))
            // Weak enough for rows that name the account to be written meanwhile.
            .lock(LockType::NoKeyUpdate);
        let account = unchanged.one(tx).await?.ok_or(Error::SignInRefused)?;
        let left = session::Entity::find().filter(session::Column::Id.is_in(&self.sessions));
        if !self.sessions.is_empty() && left.count(tx).await? == 0 {
            return Err(Error::Unauthenticated);
        }
        if let Some(passed) = self.passed {
            passed.spend(tx, ctx, &account).await?;
        }
        Ok(account)
    }
}

/// The hash is nothing for a log.
impl fmt::Debug for Confirmed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Confirmed({})", self.account_id)
    }
}

/// Whether the password is the account's. Takes the same work when there is no account. `who` asks, for their turn.
pub(super) async fn fits(ctx: &Ctx, account: Option<&account::Model>, password: &str, who: &impl Hash) -> Result<bool> {
    let hash = account.map(|account| account.password_hash.clone());
    let password = password.to_owned();
    slowly(ctx, who, move || password::verify(&password, hash.as_deref())).await
}
