//! What is asked of somebody who came back from the provider and is not in yet.

use entities::{account, enterprise};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use domain::{credit_code::CreditCode, input::Issue};

use super::{AttemptToken, Failure, attempt, back, identity};
use crate::{
    Ctx, Error, Names, Result,
    accounts::{SessionToken, code, standing::is_open},
};

/// What somebody who came back has to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// A code of the second factor.
    Code,
    /// Which account is theirs: no account is linked to them.
    Account {
        /// The enterprise for which they act, as the provider says, where the register has it.
        enterprise: Option<Names>,
    },
}

/// What is asked of whoever came back in this browser; nothing where that is over.
pub async fn waiting(ctx: &Ctx, token: &AttemptToken) -> Result<Option<Waiting>> {
    let db = ctx.store.read();
    let Some(waiter) = attempt::waiter(db, ctx.now(), token).await? else { return Ok(None) };
    if identity::find(db, &waiter.person).await?.is_some() {
        return Ok(Some(Waiting::Code));
    }
    let enterprise = enterprise_of(db, waiter.person.credit_code).await?;
    let enterprise = enterprise.map(|row| Names::new(row.name, row.name_en));
    Ok(Some(Waiting::Account { enterprise }))
}

/// The enterprise of a credit code, where the register has it.
pub(super) async fn enterprise_of(
    db: &impl ConnectionTrait,
    code: Option<CreditCode>,
) -> Result<Option<enterprise::Model>> {
    let Some(code) = code else { return Ok(None) };
    Ok(enterprise::Entity::find().filter(enterprise::Column::CreditCode.eq(code)).one(db).await?)
}

/// Lets in whoever came back in this browser and shows a code of the account's second factor. A wrong code counts as one does
/// before a signature.
///
/// # Errors
/// [`Failure::Over`], [`Failure::Ended`]; [`Error::Invalid`] for the field `code`, [`Error::Throttled`].
pub async fn enter(
    ctx: &Ctx,
    token: &AttemptToken,
    typed: &str,
    shown: Option<&SessionToken>,
) -> Result<(SessionToken, String), Failure> {
    let db = ctx.store.read();
    let waiter = attempt::waiter(db, ctx.now(), token).await?.ok_or(Failure::Over)?;
    let linked = identity::find(db, &waiter.person).await?.ok_or(Failure::Over)?;
    let account = account::Entity::find_by_id(linked.account_id).one(db).await?.ok_or(Failure::Over)?;
    let factor = factor(ctx, &account, typed).await?;
    let tx = ctx.store.write().await?;
    // All of it once more, in the transaction that lets them in.
    let waiter = attempt::waiter_alone(&tx, ctx.now(), token).await?.ok_or(Failure::Over)?;
    let (identity, account) = back::known(&tx, &waiter.person).await?.ok_or(Failure::Over)?;
    if account.id != linked.account_id {
        return Err(Failure::Over);
    }
    if !is_open(&account, ctx.now()) {
        return Err(Failure::Ended);
    }
    factor.spend(&tx, ctx, &account).await.map_err(|failure| match failure {
        Error::SignInRefused => wrong_code(),
        failure => failure,
    })?;
    let session = back::begin(&tx, ctx, &waiter.id, (identity, &account), shown).await?;
    tx.commit().await?;
    Ok((session, waiter.next))
}

/// By what the second factor is shown; a try that the portal could not look at is nobody's failure.
async fn factor(ctx: &Ctx, account: &account::Model, typed: &str) -> Result<code::Shown> {
    let (limits, id) = (ctx.sign_in_limits(), account.id);
    limits.confirmations.admit(&id, ctx.steady())?;
    let looked = code::look(ctx, account, typed).await.inspect_err(|_| limits.confirmations.forgive(&id))?;
    let factor = looked.ok_or_else(wrong_code)?;
    limits.confirmations.forget(&id);
    Ok(factor)
}

fn wrong_code() -> Error {
    Error::issue("code", Issue::WrongCode)
}
