//! Sessions: begun, looked up, and how long they last.

use std::time::Duration;

use domain::time::{HOUR, MINUTE, Stamp};
use entities::{account, session};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr,
};
use tokio::time::timeout;

use super::{Actor, SessionToken, cover::towns_covered, standing::is_open};
use crate::{Ctx, Error, Result};

/// A session ends when nothing was asked for so long, in milliseconds.
pub const IDLE: i64 = 30 * MINUTE;
/// A session ends so long after the sign-in, whatever happens, in milliseconds.
pub const ABSOLUTE: i64 = 12 * HOUR;
/// Requests are noted no more often than this: reading must not turn into writing.
const NOTED: i64 = MINUTE;
/// How long a request waits for that.
const TIMEOUT: Duration = Duration::from_secs(1);

/// Who shows this token. Pushes the end of the session back.
///
/// # Errors
/// [`Error::Unauthenticated`]; [`Error::NeedsSecondFactor`] where the role needs one and the account has none yet: nothing
/// but getting one is done with such a session.
pub async fn actor(ctx: &Ctx, token: &SessionToken) -> Result<Actor> {
    let account = owner(ctx, token).await?;
    if account.second_factor_at.is_none() && ctx.second_factor().is_needed(account.role) {
        return Err(Error::NeedsSecondFactor);
    }
    let covered = towns_covered(ctx.store.read(), &account, ctx.now().day()).await?;
    Ok(Actor { covered, ..account.into() })
}

/// Who shows this token, also without the second factor that the role needs: for the pages where one gets it.
///
/// # Errors
/// [`Error::Unauthenticated`].
pub async fn enrolling(ctx: &Ctx, token: &SessionToken) -> Result<Actor> {
    Ok(owner(ctx, token).await?.into())
}

async fn owner(ctx: &Ctx, token: &SessionToken) -> Result<account::Model> {
    let found =
        session::Entity::find_by_id(token.digest()).find_also_related(account::Entity).one(ctx.store.read()).await?;
    let Some((session, Some(account))) = found else { return Err(Error::Unauthenticated) };
    let now = ctx.now();
    if session.expires_at <= now || !is_open(&account, now) {
        return Err(Error::Unauthenticated);
    }
    if now.since(session.seen_at) >= NOTED {
        // Who only reads must not wait for, nor be turned away by, a database that cannot be written to for a moment.
        match timeout(TIMEOUT, see(ctx, &session, now)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "a session could not be extended"),
            Err(_late) => tracing::warn!("a session could not be extended in time"),
        }
    }
    Ok(account)
}

async fn see(ctx: &Ctx, session: &session::Model, now: Stamp) -> Result<()> {
    let tx = ctx.store.write().await?;
    // An update of many: a session that was ended meanwhile stays ended.
    session::Entity::update_many()
        .col_expr(session::Column::SeenAt, Expr::value(now))
        .col_expr(session::Column::ExpiresAt, Expr::value(end(session.created_at, now)))
        .filter(session::Column::Id.eq(session.id.as_str()))
        .exec(&tx)
        .await?;
    Ok(tx.commit().await?)
}

/// Begins a session, and clears away those that have ended.
pub(super) async fn begin(tx: &impl ConnectionTrait, account_id: i64, now: Stamp) -> Result<SessionToken> {
    session::Entity::delete_many().filter(session::Column::ExpiresAt.lte(now)).exec(tx).await?;
    let token = SessionToken::generate();
    let row = session::ActiveModel {
        id: Set(token.digest()),
        account_id: Set(account_id),
        created_at: Set(now),
        seen_at: Set(now),
        expires_at: Set(end(now, now)),
    };
    row.insert(tx).await?;
    Ok(token)
}

/// Ends all sessions of an account; returns how many there were.
pub(super) async fn end_all(tx: &impl ConnectionTrait, account_id: i64) -> Result<u64> {
    let gone = session::Entity::delete_many().filter(session::Column::AccountId.eq(account_id)).exec(tx).await?;
    Ok(gone.rows_affected)
}

fn end(begun: Stamp, seen: Stamp) -> Stamp {
    seen.plus(IDLE).min(begun.plus(ABSOLUTE))
}
