//! Changing one's password.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use serde_json::json;

use super::{Actor, SessionToken, confirm, open::hashed, session};
use crate::{
    Ctx, Result,
    audit::{self, Act, Subject},
    mail::PasswordChanged,
    messages,
};

/// Changes the own password, ends all sessions and begins a new one for this browser. Tells the owner by mail where
/// the account has an address.
///
/// # Errors
/// [`SignInRefused`](crate::Error::SignInRefused) when `old` is not the password, or not any more;
/// [`Invalid`](crate::Error::Invalid) for the field `password` when `new` is
/// too short or too long.
pub async fn change_password(ctx: &Ctx, actor: &Actor, old: &str, new: String) -> Result<SessionToken> {
    let confirmed = confirm(ctx, actor, old).await?;
    let password_hash = hashed(ctx, new).await?;
    let tx = ctx.store.write().await?;
    // An administrator may have given the account another password meanwhile, or closed it: that stays.
    let row = confirmed.still_holds(&tx, ctx).await?;
    let person = row.clone();
    let mut row = row.into_active_model();
    row.password_hash = Set(password_hash);
    row.update(&tx).await?;
    let ended = session::end_all(&tx, actor.account_id).await?;
    let token = session::begin(&tx, actor.account_id, ctx.now()).await?;
    let subject = Subject("account", actor.account_id);
    audit::note(&tx, ctx, Some(actor), Act::ChangePassword, subject, json!({ "sessions_ended": ended })).await?;
    messages::tell(&tx, ctx, &person, &PasswordChanged { name: &actor.name, at: ctx.now() }).await?;
    tx.commit().await?;
    Ok(token)
}
