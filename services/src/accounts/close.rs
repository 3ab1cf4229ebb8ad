//! Closing an account.

use domain::access::Action;
use entities::account;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};
use serde_json::json;

use super::{Actor, session::end_all};
use crate::{
    Conflict, Ctx, Error, Result,
    audit::{self, Act, Subject},
};

/// Closes an account for good and ends its sessions. The row stays: what it did still needs a name. Closing one that
/// is closed already is no error; closing the own one is a conflict, or the last administrator could lock everybody
/// out.
pub async fn close(ctx: &Ctx, actor: &Actor, account_id: i64) -> Result<()> {
    actor.must(Action::ManageAccounts)?;
    if account_id == actor.account_id {
        return Err(Conflict::OwnAccount.into());
    }
    let tx = ctx.store.write().await?;
    let row = account::Entity::find_by_id(account_id).one(&tx).await?.ok_or(Error::NotFound)?;
    if row.disabled_at.is_none() {
        let mut row = row.into_active_model();
        row.disabled_at = Set(Some(ctx.now()));
        row.update(&tx).await?;
        let ended = end_all(&tx, account_id).await?;
        let subject = Subject("account", account_id);
        audit::note(&tx, ctx, Some(actor), Act::CloseAccount, subject, json!({ "sessions_ended": ended })).await?;
    }
    Ok(tx.commit().await?)
}
