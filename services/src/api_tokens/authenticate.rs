//! Who shows a token.

use std::time::Duration;

use chrono::NaiveDate;
use domain::{
    access::{Action, Scope, Scopes, may},
    credit_code::CreditCode,
    time::{MINUTE, Stamp},
};
use entities::{account, api_token, enterprise};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use tokio::time::timeout;

use super::{
    ApiToken,
    list::{State, state},
};
use crate::{
    Ctx, Error, Result,
    accounts::{Actor, is_open},
    throttle::ClientKey,
};

/// Uses are noted no more often than this: reading must not turn into writing.
const NOTED: i64 = MINUTE;
/// How long a request waits for that.
const TIMEOUT: Duration = Duration::from_secs(1);

/// A program that showed a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// Key of the token, for the audit log.
    pub token_id: i64,
    /// What the token is called.
    pub name: String,
    /// What it is for.
    pub scopes: Scopes,
    /// The last day on which it is taken.
    pub last_day: NaiveDate,
    /// Who made it: in whose name the audit log notes what the program does. A declaration is filed in the name of this
    /// certifier, who is one still. A department's administrator may be gone.
    pub issuer: Actor,
    /// The enterprise for which it files; none for a department's.
    pub enterprise: Option<CreditCode>,
}

impl Caller {
    /// Goes on only where the token is for this.
    ///
    /// # Errors
    /// [`Error::Forbidden`].
    pub fn must(&self, scope: Scope) -> Result<()> {
        if self.scopes.has(scope) { Ok(()) } else { Err(Error::Forbidden) }
    }
}

/// Who shows this text as a token. What is no token, unknown, over or taken back gets one answer; so does an enterprise's
/// whose maker is no certifier of it any more.
///
/// # Errors
/// [`Error::Unauthenticated`]; [`Error::Throttled`] for too many requests of a token, or too many refused ones of a client.
pub async fn authenticate(ctx: &Ctx, bearer: &str, client: ClientKey) -> Result<Caller> {
    let (limits, now) = (ctx.token_limits(), ctx.steady());
    // A refused one is counted before anybody looks, and taken back where the token is good.
    limits.refused.admit(&client, now)?;
    let found = look(ctx, bearer).await.inspect_err(|_| limits.refused.forgive(&client))?;
    let (caller, used_at) = found.ok_or(Error::Unauthenticated)?;
    limits.refused.forgive(&client);
    limits.tokens.admit(&caller.token_id, now)?;
    let now = ctx.now();
    if used_at.is_none_or(|at| now.since(at) >= NOTED) {
        // What a program brings must not wait for this.
        match timeout(TIMEOUT, note(ctx, caller.token_id, now)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "the use of a token could not be noted"),
            Err(_late) => tracing::warn!("the use of a token could not be noted in time"),
        }
    }
    Ok(caller)
}

async fn look(ctx: &Ctx, bearer: &str) -> Result<Option<(Caller, Option<Stamp>)>> {
    let Some(token) = ApiToken::parse(bearer) else { return Ok(None) };
    let db = ctx.store.read();
    let found = api_token::Entity::find().filter(api_token::Column::Digest.eq(token.digest())).one(db).await?;
    let Some(row) = found.filter(|row| state(row, ctx.now().day()) == State::Open) else { return Ok(None) };
    let Some(maker) = account::Entity::find_by_id(row.created_by).one(db).await? else { return Ok(None) };
    let is_open = is_open(&maker, ctx.now());
    let issuer = Actor::from(maker);
    let enterprise = match row.enterprise_id {
        Some(id) if is_open && issuer.enterprise_id == Some(id) && may(issuer.role, Action::ManageOwnTokens) => {
            enterprise::Entity::find_by_id(id).one(db).await?.map(|row| row.credit_code)
        }
        Some(_) => return Ok(None),
        None => None,
    };
    let (name, scopes, last_day) = (row.name, row.scopes, row.last_day.0);
    Ok(Some((Caller { token_id: row.id, name, scopes, last_day, issuer, enterprise }, row.last_used_at)))
}

async fn note(ctx: &Ctx, token_id: i64, now: Stamp) -> Result<()> {
    let tx = ctx.store.write().await?;
    api_token::Entity::update_many()
        .col_expr(api_token::Column::LastUsedAt, Expr::value(now))
        .filter(api_token::Column::Id.eq(token_id))
        .exec(&tx)
        .await?;
    Ok(tx.commit().await?)
}
