//! Getting one.

use domain::{
    input::{Issue, clean},
    time::Stamp,
};
use entities::{account, second_factor};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait, IntoActiveModel, sea_query::OnConflict,
};
use serde_json::json;

use crate::{
    Conflict, Ctx, Error, Result,
    accounts::{
        Actor,
        code::{SECRET, address, in_base32, left, new_secret, renew, step_of},
        confirm as confirm_password,
    },
    audit::{self, Act, Subject},
    keys::Column,
    mail::SecondFactorChanged,
    messages,
};

/// How an account stands with its second factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// It has none.
    Off,
    /// Its owner is at it: the secret is there, and the authenticator has not answered yet.
    Begun {
        /// The secret as an authenticator takes it by hand.
        secret: String,
        /// The secret as an authenticator takes it from a QR code: `otpauth://…`.
        address: String,
    },
    /// It has one.
    On {
        /// Since when.
        since: Stamp,
        /// How many recovery codes are left.
        codes_left: u64,
    },
}

/// How the own account stands, and whether its role needs a second factor here.
pub async fn status(ctx: &Ctx, actor: &Actor) -> Result<(Status, bool)> {
    let db = ctx.store.read();
    let needed = ctx.second_factor().is_needed(actor.role);
    let Some(factor) = second_factor::Entity::find_by_id(actor.account_id).one(db).await? else {
        return Ok((Status::Off, needed));
    };
    let account = account::Entity::find_by_id(actor.account_id).one(db).await?.ok_or(Error::NotFound)?;
    let status = if let Some(since) = account.second_factor_at {
        Status::On { since, codes_left: left(db, account.id).await? }
    } else {
        let secret = ctx.keys()?.unseal(Column::SecondFactorSecret, factor.id, &factor.secret)?;
        Status::Begun { secret: in_base32(&secret), address: address(&account.login, &secret) }
    };
    Ok((status, needed))
}

/// Whether a code is asked for of the own account.
pub async fn is_on(ctx: &Ctx, actor: &Actor) -> Result<bool> {
    let found = account::Entity::find_by_id(actor.account_id).one(ctx.store.read()).await?;
    Ok(found.is_some_and(|account| account.second_factor_at.is_some()))
}

/// Draws a secret for the own account, in the place of one that no authenticator has answered for.
///
/// # Errors
/// [`Conflict::HasSecondFactor`] where it has one that is asked for.
pub async fn begin(ctx: &Ctx, actor: &Actor) -> Result<()> {
    let tx = ctx.store.write().await?;
    let account = account::Entity::find_by_id(actor.account_id).one(&tx).await?.ok_or(Error::NotFound)?;
    if account.second_factor_at.is_some() {
        return Err(Conflict::HasSecondFactor.into());
    }
    put(&tx, ctx, account.id, &new_secret()).await?;
    Ok(tx.commit().await?)
}

async fn put(tx: &impl ConnectionTrait, ctx: &Ctx, account_id: i64, secret: &[u8; SECRET]) -> Result<()> {
    use second_factor::Column as C;
    let row = second_factor::ActiveModel {
        id: Set(account_id),
        secret: Set(ctx.keys()?.seal(Column::SecondFactorSecret, account_id, secret)?),
        last_step: Set(0),
        confirmed_at: Set(None),
        created_at: Set(ctx.now()),
    };
    let columns = [C::Secret, C::LastStep, C::ConfirmedAt, C::CreatedAt];
    second_factor::Entity::insert(row)
        .on_conflict(OnConflict::column(C::Id).update_columns(columns).to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Asks for the second factor from now on, once the owner has given the password and a code of the new secret. Answers the
/// recovery codes, which are not to be had again.
///
/// # Errors
/// [`Error::SignInRefused`] for a wrong password; [`Error::Invalid`] for the field `code`; [`Conflict::HasSecondFactor`];
/// [`Error::NotFound`] where none was begun.
pub async fn confirm(ctx: &Ctx, actor: &Actor, password: &str, code: &str) -> Result<Vec<String>> {
    let confirmed = confirm_password(ctx, actor, password).await?;
    let found = second_factor::Entity::find_by_id(actor.account_id).one(ctx.store.read()).await?;
    let factor = found.ok_or(Error::NotFound)?;
    let secret = ctx.keys()?.unseal(Column::SecondFactorSecret, factor.id, &factor.secret)?;
    let step = step_of(&secret, &clean(code), ctx.now())?.ok_or_else(|| Error::issue("code", Issue::WrongCode))?;
    let tx = ctx.store.write().await?;
    let account = confirmed.still_holds(&tx, ctx).await?;
    if account.second_factor_at.is_some() {
        return Err(Conflict::HasSecondFactor.into());
    }
    // Another secret may have been drawn in another window meanwhile.
    let now_there = second_factor::Entity::find_by_id(account.id).one(&tx).await?;
    let factor = now_there.filter(|there| there.secret == factor.secret).ok_or(Conflict::Overtaken)?;
    turn_on(&tx, ctx, factor, account, step).await?;
    let codes = renew(&tx, actor.account_id).await?;
    let subject = Subject("account", actor.account_id);
    audit::note(&tx, ctx, Some(actor), Act::EnrolSecondFactor, subject, json!({})).await?;
    tx.commit().await?;
    Ok(codes)
}

async fn turn_on(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    factor: second_factor::Model,
    account: account::Model,
    step: i64,
) -> Result<()> {
    let mut factor = factor.into_active_model();
    factor.last_step = Set(step);
    factor.confirmed_at = Set(Some(ctx.now()));
    factor.update(tx).await?;
    let person = account.clone();
    let mut account = account.into_active_model();
    account.second_factor_at = Set(Some(ctx.now()));
    account.update(tx).await?;
    messages::tell(tx, ctx, &person, &SecondFactorChanged { name: &person.name, at: ctx.now(), is_on: true }).await
}

/// Gives an account of an invented city this secret, as if its owner had confirmed it.
pub async fn plant(tx: &impl ConnectionTrait, ctx: &Ctx, login: &str, secret: &[u8; SECRET]) -> Result<()> {
    use sea_orm::{ColumnTrait, QueryFilter};
    let found = account::Entity::find().filter(account::Column::Login.eq(login)).one(tx).await?;
    let account = found.ok_or(Error::NotFound)?;
    put(tx, ctx, account.id, secret).await?;
    let mut row = account.clone().into_active_model();
    row.second_factor_at = Set(Some(ctx.now()));
    row.update(tx).await?;
    let factor = second_factor::Entity::find_by_id(account.id).one(tx).await?.ok_or(Error::NotFound)?;
    let mut factor = factor.into_active_model();
    factor.confirmed_at = Set(Some(ctx.now()));
    factor.update(tx).await?;
    Ok(())
}
