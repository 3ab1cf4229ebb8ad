//! Opening an account.

use domain::{access::Role, credit_code::CreditCode};
use entities::{account, enterprise};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::password;
use crate::{Ctx, Error, Result};

/// An account to be opened.
#[derive(Clone, Debug)]
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

/// Opens an account; returns its key. Called from the command line, by somebody who can reach the database anyway.
pub async fn add(ctx: &Ctx, new: NewAccount) -> Result<i64> {
    let login = login(&new.login)?;
    if new.role == Role::Public {
        return Err(Error::invalid("role", "`public` is for people who have no account"));
    }
    let enterprise_id = enterprise_for(ctx, &new).await?;
    let password = new.password;
    let hashed = tokio::task::spawn_blocking(move || password::hash(&password)).await;
    let password_hash = hashed
        .map_err(|_panicked| Error::invalid("password", password::BadPassword::Unhashable))?
        .map_err(|reason| Error::invalid("password", reason))?;
    let tx = ctx.store.write().await?;
    let row = account::ActiveModel {
        name: Set(if new.name.is_empty() { login.clone() } else { new.name }),
        login: Set(login),
        password_hash: Set(password_hash),
        role: Set(new.role),
        enterprise_id: Set(enterprise_id),
        created_at: Set(ctx.now()),
        ..Default::default()
    };
    let inserted = row.insert(&tx).await;
    let row = inserted.map_err(|error| Error::on_unique(error, "there is an account with this login already"))?;
    tx.commit().await?;
    Ok(row.id)
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
