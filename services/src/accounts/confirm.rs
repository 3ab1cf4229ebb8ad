//! Asking for the password once more, before something that binds.

use std::{fmt, hash::Hash};

use entities::{account, session};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, sea_query::LockType,
};

use super::{Actor, limits::slowly, password};
use crate::{Ctx, Error, Result};

/// That somebody gave their own password a moment ago. To look at it takes a while, in which the account may be closed,
/// its password reset or its sessions ended; so the witness is heard once more in the transaction that binds.
#[must_use]
pub struct Confirmed {
    account_id: i64,
    password_hash: String,
    /// The sessions that were open then.
    sessions: Vec<String>,
}

/// Goes on only if this is the actor's own password: before a signature, before the password changes.
///
/// # Errors
/// [`Error::SignInRefused`] when it is not; [`Error::Throttled`] after too many tries.
pub async fn confirm(ctx: &Ctx, actor: &Actor, password: &str) -> Result<Confirmed> {
    let (limits, id) = (ctx.sign_in_limits(), actor.account_id);
    limits.confirmations.admit(&id, ctx.steady())?;
    // A try that the portal could not look at is nobody's failure.
    let looked = look(ctx, id, password).await.inspect_err(|_| limits.confirmations.forgive(&id))?;
    let confirmed = looked.ok_or(Error::SignInRefused)?;
    limits.confirmations.forget(&id);
    Ok(confirmed)
}

async fn look(ctx: &Ctx, account_id: i64, password: &str) -> Result<Option<Confirmed>> {
    let db = ctx.store.read();
    let found = account::Entity::find_by_id(account_id).one(db).await?;
    let open = session::Entity::find()
        .filter(session::Column::AccountId.eq(account_id))
        .filter(session::Column::ExpiresAt.gt(ctx.now()));
    let sessions = open.all(db).await?.into_iter().map(|row| row.id).collect();
    let right = fits(ctx, found.as_ref(), password, &account_id).await?;
    let found = found.filter(|account| right && account.disabled_at.is_none());
    Ok(found.map(|account| Confirmed { account_id, password_hash: account.password_hash, sessions }))
}

impl Confirmed {
    /// Goes on only if the account is open and has the same password still, and not all its sessions were ended. The
    /// account stays as it is until the transaction ends.
    ///
    /// # Errors
    /// [`Error::SignInRefused`]; [`Error::Unauthenticated`] where the sessions were ended.
    pub(crate) async fn still_holds(&self, tx: &impl ConnectionTrait) -> Result<account::Model> {
        let unchanged = account::Entity::find_by_id(self.account_id)
            .filter(account::Column::PasswordHash.eq(&self.password_hash))
            .filter(account::Column::DisabledAt.is_null())
            // Weak enough for rows that name the account to be written meanwhile.
            .lock(LockType::NoKeyUpdate);
        let account = unchanged.one(tx).await?.ok_or(Error::SignInRefused)?;
        let left = session::Entity::find().filter(session::Column::Id.is_in(&self.sessions));
        if !self.sessions.is_empty() && left.count(tx).await? == 0 {
            return Err(Error::Unauthenticated);
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
