//! A browser that was sent to the provider.
//!
//! It holds 256 random bits in a cookie. All that binds the sign-in together is made from them, and the database has their
//! digest alone: a copy of it completes no sign-in.

use domain::time::{MINUTE, Stamp};
use entities::unified_attempt as table;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Select,
    sea_query::Expr,
};

use super::Failure;
use crate::{
    Ctx, Result,
    oidc::{Person, Secrets},
    secret::{self, Token},
};

/// How long somebody may take at the provider, and once more after it to show that an account is theirs; in milliseconds.
pub(super) const LASTS: i64 = 10 * MINUTE;

/// What a browser holds while it is away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttemptToken(Token);

impl AttemptToken {
    pub(super) fn generate() -> Self {
        Self(Token::generate())
    }

    /// Reads the value of a cookie.
    pub fn parse(text: &str) -> Option<Self> {
        Token::parse(text).map(Self)
    }

    /// The value of the cookie. For the answer to the browser, for nothing else.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }

    /// How many seconds its cookie lasts.
    pub const fn lasts() -> i64 {
        // It goes on for as long again once the browser is back.
        2 * LASTS / 1_000
    }

    /// The key of its row.
    fn digest(&self) -> String {
        secret::digest(self.expose().as_bytes())
    }

    /// What the provider gets of it: none of them tells another one, or the cookie.
    pub(super) fn secrets(&self) -> Secrets {
        let made = |what: &str| secret::digest(format!("{what} {}", self.expose()).as_bytes());
        Secrets { state: made("state"), nonce: made("nonce"), verifier: made("verifier") }
    }
}

/// Notes that a browser is sent away, and clears away those that did not come back in time.
pub(super) async fn note(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    account_id: Option<i64>,
    next: &str,
) -> Result<AttemptToken> {
    let now = ctx.now();
    table::Entity::delete_many().filter(table::Column::ExpiresAt.lte(now)).exec(tx).await?;
    let token = AttemptToken::generate();
    let row = table::ActiveModel {
        id: Set(token.digest()),
        account_id: Set(account_id),
        next: Set(next.to_owned()),
        issuer: Set(None),
        subject: Set(None),
        credit_code: Set(None),
        created_at: Set(now),
        expires_at: Set(now.plus(LASTS)),
        used_at: Set(None),
    };
    row.insert(tx).await?;
    Ok(token)
}

/// The attempt of a browser that came back: once, and in time.
pub(super) async fn come_back(ctx: &Ctx, token: &AttemptToken) -> Result<table::Model, Failure> {
    let (id, now) = (token.digest(), ctx.now());
    let tx = ctx.store.write().await?;
    let used = table::Entity::update_many()
        .col_expr(table::Column::UsedAt, Expr::value(now))
        .filter(table::Column::Id.eq(id.as_str()))
        .filter(table::Column::UsedAt.is_null())
        .filter(table::Column::ExpiresAt.gt(now))
        .exec(&tx)
        .await?;
    if used.rows_affected != 1 {
        return Err(Failure::Over);
    }
    let row = table::Entity::find_by_id(id).one(&tx).await?.ok_or(Failure::Over)?;
    tx.commit().await?;
    Ok(row)
}

/// Notes who came back, where they have to show something more.
pub(super) async fn keep(tx: &impl ConnectionTrait, ctx: &Ctx, id: &str, person: &Person) -> Result<()> {
    let code = person.credit_code.map(|code| code.to_string());
    table::Entity::update_many()
        .col_expr(table::Column::Issuer, Expr::value(person.issuer.as_str()))
        .col_expr(table::Column::Subject, Expr::value(person.subject.as_str()))
        .col_expr(table::Column::CreditCode, Expr::value(code))
        .col_expr(table::Column::ExpiresAt, Expr::value(ctx.now().plus(LASTS)))
        .filter(table::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Somebody who came back and has something more to show.
pub(super) struct Waiter {
    /// The key of the attempt.
    pub id: String,
    /// Who they are at the provider.
    pub person: Person,
    /// Where they wanted to go.
    pub next: String,
}

/// Who waits in this browser; nobody where it is over.
pub(super) async fn waiter(db: &impl ConnectionTrait, now: Stamp, token: &AttemptToken) -> Result<Option<Waiter>> {
    Ok(in_time(now, token).one(db).await?.and_then(waits))
}

/// The same for a transaction, whose alone the attempt is until its end: of two at the same moment one goes on.
pub(super) async fn waiter_alone(
    tx: &impl ConnectionTrait,
    now: Stamp,
    token: &AttemptToken,
) -> Result<Option<Waiter>> {
    Ok(in_time(now, token).lock_exclusive().one(tx).await?.and_then(waits))
}

fn in_time(now: Stamp, token: &AttemptToken) -> Select<table::Entity> {
    table::Entity::find_by_id(token.digest())
        .filter(table::Column::ExpiresAt.gt(now))
        .filter(table::Column::AccountId.is_null())
}

fn waits(row: table::Model) -> Option<Waiter> {
    let table::Model { id, next, issuer, subject, credit_code, .. } = row;
    Some(Waiter { id, person: Person { issuer: issuer?, subject: subject?, credit_code }, next })
}

/// Ends an attempt.
pub(super) async fn end(tx: &impl ConnectionTrait, id: &str) -> Result<()> {
    table::Entity::delete_by_id(id.to_owned()).exec(tx).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_leaves_tells_the_cookie() {
        let token = AttemptToken::generate();
        let Secrets { state, nonce, verifier } = token.secrets();
        let all = [token.expose(), &state, &nonce, &verifier, &token.digest()].map(str::to_owned);
        let different: std::collections::HashSet<_> = all.iter().collect();
        assert_eq!(different.len(), 5);
        // RFC 7636: 43 to 128 characters.
        assert_eq!(verifier.len(), 64);
        assert_eq!(AttemptToken::parse(token.expose()), Some(token.clone()));
        assert_eq!(AttemptToken::parse("abc"), None);
    }
}
