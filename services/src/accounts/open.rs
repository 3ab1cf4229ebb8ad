//! Opening an account.

use domain::{access::Action, input::Issue};
use entities::account;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, SqlErr};
use serde_json::json;

use super::{
    Actor, Opening,
    check::{Checked, check},
    limits::slowly,
    password,
};
use crate::{
    Conflict, Ctx, Error, FormKey, Result,
    audit::{self, Act, Subject},
    once,
};

/// Opens an account; returns its key. Called from the command line, by somebody who can reach the database anyway.
pub async fn add(ctx: &Ctx, new: Opening) -> Result<i64> {
    let account = check(ctx.store.read(), &new, false).await?;
    let password_hash = hashed(ctx, new.password).await?;
    let tx = ctx.store.write().await?;
    let id = insert(&tx, ctx, None, account, password_hash).await?;
    tx.commit().await?;
    Ok(id)
}

/// Opens accounts that share the password of the first, which is hashed once, in a transaction of whoever enters a whole
/// city. As [`add`] does, without an actor.
///
/// # Errors
/// [`Error::Invalid`] with all that is wrong with the first one that has a fault; nothing of the transaction may stay then.
pub async fn add_all(tx: &impl ConnectionTrait, ctx: &Ctx, all: &[Opening]) -> Result<()> {
    let Some(first) = all.first() else { return Ok(()) };
    let password_hash = hashed(ctx, first.password.clone()).await?;
    for new in all {
        let account = check(tx, new, false).await?;
        insert(tx, ctx, None, account, password_hash.clone()).await?;
    }
    Ok(())
}

/// Opens an account in the name of an administrator; returns its key. The same form sent again opens nothing and
/// answers with the same key.
pub async fn open(ctx: &Ctx, actor: &Actor, form: &FormKey, new: Opening) -> Result<i64> {
    actor.must(Action::ManageAccounts)?;
    let account = check(ctx.store.read(), &new, true).await?;
    let password_hash = hashed(ctx, new.password).await?;
    let tx = ctx.store.write().await?;
    if once::replayed(&tx, ctx, actor, form).await? {
        let same = account::Entity::find()
            .filter(account::Column::Login.eq(account.login))
            .filter(account::Column::Name.eq(account.name))
            .filter(account::Column::Role.eq(account.role));
        let opened = same.one(&tx).await?;
        return opened.map(|row| row.id).ok_or(Conflict::SentBefore.into());
    }
    let id = insert(&tx, ctx, Some(actor), account, password_hash).await?;
    tx.commit().await?;
    Ok(id)
}

async fn insert(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    actor: Option<&Actor>,
    account: Checked,
    password_hash: String,
) -> Result<i64> {
    let row = account::ActiveModel {
        login: Set(account.login),
        name: Set(account.name),
        password_hash: Set(password_hash),
        role: Set(account.role),
        enterprise_id: Set(account.enterprise_id),
        town_id: Set(account.town_id),
        email: Set(account.email),
        created_at: Set(ctx.now()),
        ..Default::default()
    };
    let row = row.insert(tx).await.map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Error::issue("login", Issue::LoginTaken),
        _ => error.into(),
    })?;
    let detail = json!({ "role": row.role, "enterprise": row.enterprise_id, "town": row.town_id });
    audit::note(tx, ctx, actor, Act::OpenAccount, Subject("account", row.id), detail).await?;
    Ok(row.id)
}

/// The hash of a new password, made where it keeps nobody waiting.
pub(super) async fn hashed(ctx: &Ctx, password: String) -> Result<String> {
    let hashed = slowly(ctx, &"new passwords", move || password::hash(&password)).await?;
    hashed.map_err(|reason| Error::issue("password", reason))
}
