//! Closing an account.

use domain::access::Action;
use entities::{account, unified_identity};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::json;

use super::{Actor, session::end_all, standing::must_leave_another};
use crate::{
    Conflict, Ctx, Error, Result,
    audit::{self, Act, Subject},
};

/// Closes an account for good and ends its sessions. The row stays: what it did still needs a name. Closing one that
/// is closed already is no error; closing the own one is a conflict, or the last administrator could lock everybody
/// out. So is closing the last certifier of an enterprise, or the last administrator.
pub async fn close(ctx: &Ctx, actor: &Actor, account_id: i64) -> Result<()> {
    actor.must(Action::ManageAccounts)?;
    if account_id == actor.account_id {
        return Err(Conflict::OwnAccount.into());
    }
    let tx = ctx.store.write().await?;
    let row = account::Entity::find_by_id(account_id).one(&tx).await?.ok_or(Error::NotFound)?;
    close_row(&tx, ctx, actor, row).await?;
    Ok(tx.commit().await?)
}

/// The same in a transaction of the caller's, who has seen to it that the actor may.
pub(super) async fn close_row(tx: &impl ConnectionTrait, ctx: &Ctx, actor: &Actor, row: account::Model) -> Result<()> {
    if row.disabled_at.is_none() {
        must_leave_another(tx, &row).await?;
        let subject = Subject("account", row.id);
        let ended = end_all(tx, row.id).await?;
        // Whoever gets another account can be linked to that one.
        let own = unified_identity::Entity::delete_many().filter(unified_identity::Column::AccountId.eq(row.id));
        own.exec(tx).await?;
        let mut row = row.into_active_model();
        row.disabled_at = Set(Some(ctx.now()));
        row.update(tx).await?;
        audit::note(tx, ctx, Some(actor), Act::CloseAccount, subject, json!({ "sessions_ended": ended })).await?;
    }
    Ok(())
}
