//! Opening an account.

use std::fmt;

use domain::{
    access::{Action, Role},
    credit_code::CreditCode,
};
use entities::{account, enterprise, town};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::{Actor, password};
use crate::{
    Ctx, Error, Result,
    audit::{self, Act, Subject},
    mail,
};

/// An account to be opened.
#[derive(Clone)]
pub struct NewAccount {
    /// What they type to sign in.
    pub login: String,
    /// How pages address them; the login when empty.
    pub name: String,
    /// What it is for.
    pub role: Role,
    /// The enterprise, for its roles.
    pub enterprise: Option<CreditCode>,
    /// The password in clear; it is not kept.
    pub password: String,
}

impl fmt::Debug for NewAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { login, name, role, enterprise, password: _ } = self;
        write!(f, "NewAccount({login:?}, {name:?}, {role}, {enterprise:?}, …)")
    }
}

/// An account to be opened by an administrator.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The account.
    pub account: NewAccount,
    /// Division code of the town, for local roles.
    pub town: Option<String>,
    /// Where notices go.
    pub email: Option<String>,
}

/// Opens an account; returns its key. Called from the command line, by somebody who can reach the database anyway.
pub async fn add(ctx: &Ctx, new: NewAccount) -> Result<i64> {
    insert(ctx, None, Opening { account: new, town: None, email: None }).await
}

/// Opens an account in the name of an administrator; returns its key.
pub async fn open(ctx: &Ctx, actor: &Actor, new: Opening) -> Result<i64> {
    actor.must(Action::ManageAccounts)?;
    insert(ctx, Some(actor), new).await
}

async fn insert(ctx: &Ctx, actor: Option<&Actor>, new: Opening) -> Result<i64> {
    let Opening { account: new, town, email } = new;
    let login = login(&new.login)?;
    if new.role == Role::Public {
        return Err(Error::invalid("role", "`public` is for people who have no account"));
    }
    let enterprise_id = enterprise_for(ctx, &new).await?;
    let town_id = town_for(ctx, new.role, town).await?;
    let email = email.as_deref().filter(|email| !email.trim().is_empty()).map(mail::address).transpose()?;
    let password_hash = hashed(ctx, new.password).await?;
    let tx = ctx.store.write().await?;
    let row = account::ActiveModel {
        name: Set(if new.name.is_empty() { login.clone() } else { new.name }),
        login: Set(login),
        password_hash: Set(password_hash),
        role: Set(new.role),
        enterprise_id: Set(enterprise_id),
        town_id: Set(town_id),
        email: Set(email),
        created_at: Set(ctx.now()),
        ..Default::default()
    };
    let inserted = row.insert(&tx).await;
    let row = inserted.map_err(|error| Error::on_unique(error, "there is an account with this login already"))?;
    let detail = json!({ "role": row.role, "enterprise": row.enterprise_id, "town": row.town_id });
    audit::note(&tx, ctx, actor, Act::OpenAccount, Subject("account", row.id), detail).await?;
    tx.commit().await?;
    Ok(row.id)
}

/// The hash of a new password, made where it keeps nobody waiting.
pub(super) async fn hashed(ctx: &Ctx, password: String) -> Result<String> {
    let hashed = ctx.guards.hashing.run(move || password::hash(&password)).await?;
    hashed.map_err(|reason| Error::invalid("password", reason))
}

fn login(text: &str) -> Result<String> {
    let text = text.trim().to_lowercase();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '@');
    if !(2..=64).contains(&text.len()) || !text.chars().all(plain) {
        return Err(Error::invalid("login", "a login has 2 to 64 letters, digits or . - _ @"));
    }
    Ok(text)
}

async fn enterprise_for(ctx: &Ctx, new: &NewAccount) -> Result<Option<i64>> {
    match (new.role.is_enterprise(), new.enterprise) {
        (true, Some(code)) => {
            let found = enterprise::Entity::find()
                .filter(enterprise::Column::CreditCode.eq(code))
                .one(ctx.store.read())
                .await?;
            found
                .map(|row| Some(row.id))
                .ok_or_else(|| Error::invalid("enterprise", format!("no enterprise has the credit code {code}")))
        }
        (true, None) => Err(Error::invalid("enterprise", format!("the role {} needs an enterprise", new.role))),
        (false, Some(_)) => Err(Error::invalid("enterprise", format!("the role {} belongs to the bureau", new.role))),
        (false, None) => Ok(None),
    }
}

async fn town_for(ctx: &Ctx, role: Role, code: Option<String>) -> Result<Option<i64>> {
    let Some(code) = code.filter(|code| !code.is_empty()) else { return Ok(None) };
    if !role.is_local() {
        return Err(Error::invalid("town", format!("the role {role} is not tied to a town")));
    }
    let found = town::Entity::find().filter(town::Column::Code.eq(&code)).one(ctx.store.read()).await?;
    found.map(|row| Some(row.id)).ok_or_else(|| Error::invalid("town", format!("no town has the code {code}")))
}
