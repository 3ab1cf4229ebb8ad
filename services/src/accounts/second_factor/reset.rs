//! Taking the second factor from somebody who has lost telephone and paper.

use domain::{access::Action, input::Read};
use entities::account;
use sea_orm::EntityTrait;
use serde_json::json;

use super::remove::clear;
use crate::{
    Conflict, Ctx, Error, FormKey, Result,
    accounts::{Actor, Reason, session::end_all},
    audit::{self, Act, Subject},
    once,
};

/// Takes the second factor from somebody's account and ends its sessions: with the password alone its owner comes as far
/// as to a new one. The owner hears of it by mail.
///
/// # Errors
/// [`Error::Invalid`] for the field `reason`; [`Conflict::OwnAccount`], whose second factor is given up with a code;
/// [`Conflict::NoSecondFactor`].
pub async fn reset(ctx: &Ctx, actor: &Actor, account_id: i64, form: &FormKey, reason: &str) -> Result<()> {
    actor.must(Action::ManageAccounts)?;
    if account_id == actor.account_id {
        return Err(Conflict::OwnAccount.into());
    }
    let reason = Reason::read(reason).map_err(|issue| Error::issue("reason", issue))?;
    let tx = ctx.store.write().await?;
    let account = account::Entity::find_by_id(account_id).one(&tx).await?.ok_or(Error::NotFound)?;
    if once::replayed(&tx, ctx, actor, form).await? {
        return Ok(());
    }
    if account.second_factor_at.is_none() {
        return Err(Conflict::NoSecondFactor.into());
    }
    clear(&tx, ctx, account).await?;
    let ended = end_all(&tx, account_id).await?;
    let detail = json!({ "reason": &*reason, "sessions_ended": ended });
    audit::note(&tx, ctx, Some(actor), Act::ResetSecondFactor, Subject("account", account_id), detail).await?;
    Ok(tx.commit().await?)
}
