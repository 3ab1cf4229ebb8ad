//! Opening the account that one was invited to.

use std::sync::Arc;

use domain::{
    access::Role,
    input::{Issue, NewPassword, Read},
    time::{MINUTE, SECOND, Stamp},
};
use entities::{account, invitation};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, SqlErr, sea_query::Expr,
};
use serde_json::json;

use super::may_invite::still_may;
use crate::{
    Conflict, Ctx, Error, Names, Result,
    accounts::{Login, check::is_taken, office_of, open::hashed, paper_code},
    audit::{self, Act, Subject},
    ctx::Part,
    input::Issues,
    throttle::{Backoff, BackoffPolicy, ClientKey},
};

/// Nobody mistypes 16 characters ten times.
const CODES: BackoffPolicy = BackoffPolicy { free: 10, first: 2 * SECOND, longest: 15 * MINUTE };

/// Wrong codes by client.
#[derive(Clone)]
struct WrongCodes(Arc<Backoff>);

impl Default for WrongCodes {
    fn default() -> Self {
        Self(Arc::new(Backoff::new(CODES)))
    }
}

impl Part for WrongCodes {}

/// What somebody is invited to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// How pages will address them.
    pub name: String,
    /// What the account will be for.
    pub role: Role,
    /// The enterprise or town; none for the city's own bureau.
    pub office: Option<Names>,
    /// Until when it can be accepted.
    pub until: Stamp,
}

/// What somebody types who opens the account.
#[derive(Clone, Copy)]
pub struct Accepting<'a> {
    /// The code of the invitation.
    pub code: &'a str,
    /// The login that they choose.
    pub login: &'a str,
    /// The password that they choose.
    pub password: &'a str,
}

/// What a code invites to.
///
/// # Errors
/// [`Error::Invalid`] for the field `code` where no invitation has it; [`Conflict::InvitationUsed`],
/// [`Conflict::InvitationOver`]; [`Error::Throttled`] after too many wrong codes.
pub async fn look(ctx: &Ctx, code: &str, client: ClientKey) -> Result<Offer> {
    let row = find(ctx, code, client).await?;
    let office = office_of(ctx.store.read(), row.enterprise_id, row.town_id).await?;
    Ok(Offer { name: row.name, role: row.role, office, until: row.expires_at })
}

/// Opens the account.
///
/// # Errors
/// As [`look`]; [`Error::Invalid`] for the fields `login` and `password`.
pub async fn accept(ctx: &Ctx, accepting: Accepting<'_>, client: ClientKey) -> Result<i64> {
    let Accepting { code, login, password } = accepting;
    let row = find(ctx, code, client).await?;
    let mut issues = Issues::default();
    let login = issues.note("login", Login::read(login));
    issues.note("password", NewPassword::read(password));
    if is_taken(ctx.store.read(), login.as_ref()).await? {
        issues.add("login", Issue::LoginTaken);
    }
    let login = match login {
        Some(login) if issues.is_empty() => login.into_string(),
        _ => return Err(Error::Invalid(issues)),
    };
    let password_hash = hashed(ctx, password.to_owned()).await?;
    let tx = ctx.store.write().await?;
    let account = open(&tx, ctx, &row, login, password_hash).await?;
    let used = invitation::Entity::update_many()
        .col_expr(invitation::Column::UsedAt, Expr::value(ctx.now()))
        .col_expr(invitation::Column::AccountId, Expr::value(account))
        .filter(invitation::Column::Id.eq(row.id))
        .filter(invitation::Column::UsedAt.is_null())
        .filter(invitation::Column::RevokedAt.is_null())
        .exec(&tx)
        .await?;
    if used.rows_affected != 1 {
        return Err(Conflict::InvitationUsed.into());
    }
    tx.commit().await?;
    Ok(account)
}

async fn open(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    row: &invitation::Model,
    login: String,
    password_hash: String,
) -> Result<i64> {
    let account = account::ActiveModel {
        login: Set(login),
        name: Set(row.name.clone()),
        password_hash: Set(password_hash),
        role: Set(row.role),
        enterprise_id: Set(row.enterprise_id),
        town_id: Set(row.town_id),
        email: Set(row.email.clone()),
        last_day: Set(row.last_day),
        created_at: Set(ctx.now()),
        ..Default::default()
    };
    let account = account.insert(tx).await.map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Error::issue("login", Issue::LoginTaken),
        _ => error.into(),
    })?;
    let detail = json!({
        "role": account.role, "enterprise": account.enterprise_id, "town": account.town_id, "invitation": row.id,
    });
    audit::note(tx, ctx, None, Act::OpenAccount, Subject("account", account.id), detail).await?;
    Ok(account.id)
}

/// The invitation with this code, where it can be used.
async fn find(ctx: &Ctx, code: &str, client: ClientKey) -> Result<invitation::Model> {
    let WrongCodes(wrong) = ctx.part();
    wrong.admit(&client, ctx.steady())?;
    let found = by_code(ctx, code).await.inspect_err(|_| wrong.forgive(&client))?;
    let row = found.ok_or_else(|| Error::issue("code", Issue::UnknownInvitation))?;
    wrong.forgive(&client);
    if row.used_at.is_some() {
        return Err(Conflict::InvitationUsed.into());
    }
    let inviter = account::Entity::find_by_id(row.created_by).one(ctx.store.read()).await?.ok_or(Error::NotFound)?;
    let now = ctx.now();
    if row.revoked_at.is_some() || row.expires_at <= now || !still_may(inviter, &row, now) {
        return Err(Conflict::InvitationOver.into());
    }
    Ok(row)
}

async fn by_code(ctx: &Ctx, code: &str) -> Result<Option<invitation::Model>> {
    let Some(digest) = paper_code::digest(code) else { return Ok(None) };
    let found = invitation::Entity::find().filter(invitation::Column::Digest.eq(digest));
    Ok(found.one(ctx.store.read()).await?)
}
