//! Giving somebody a new password who has forgotten theirs.

use domain::access::Action;
use entities::account;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};
use serde_json::json;

use super::{Actor, open::hashed, session::end_all};
use crate::{
    Conflict, Ctx, Error, Result,
    audit::{self, Act, Subject},
    mail::PasswordChanged,
    messages,
};

/// Gives an account another password and ends its sessions: whoever was in with the old one is out. Tells the owner
/// by mail where the account has an address, so that nobody takes an account over unnoticed.
///
/// # Errors
/// [`Error::Invalid`] for the field `password` when it is too short or too long; [`Error::Conflict`] for one's own
/// account, whose password is changed with the old one, and for one that is closed.
pub async fn reset_password(ctx: &Ctx, actor: &Actor, account_id: i64, password: String) -> Result<()> {
    actor.must(Action::ManageAccounts)?;
    if account_id == actor.account_id {
        return Err(Conflict::OwnAccount.into());
    }
    let password_hash = hashed(ctx, password).await?;
    let tx = ctx.store.write().await?;
    let row = account::Entity::find_by_id(account_id).one(&tx).await?.ok_or(Error::NotFound)?;
    if row.disabled_at.is_some() {
        return Err(Conflict::ClosedAccount.into());
    }
    let person = row.clone();
    let mut row = row.into_active_model();
    row.password_hash = Set(password_hash);
    row.update(&tx).await?;
    let ended = end_all(&tx, account_id).await?;
    let subject = Subject("account", account_id);
    audit::note(&tx, ctx, Some(actor), Act::ResetPassword, subject, json!({ "sessions_ended": ended })).await?;
    messages::tell(&tx, ctx, &person, &PasswordChanged { name: &person.name, at: ctx.now() }).await?;
    Ok(tx.commit().await?)
}
