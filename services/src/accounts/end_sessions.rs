//! Ending somebody's sessions: a lost telephone, a computer left behind.

use domain::access::Action;
use entities::account;
use sea_orm::EntityTrait;
use serde_json::json;

use super::{Actor, session::end_all};
use crate::{
    Ctx, Error, Result,
    audit::{self, Act, Subject},
};

/// Ends all sessions of an account, which stays open; returns how many there were.
pub async fn end_sessions(ctx: &Ctx, actor: &Actor, account_id: i64) -> Result<u64> {
    actor.must(Action::ManageAccounts)?;
    let tx = ctx.store.write().await?;
    account::Entity::find_by_id(account_id).one(&tx).await?.ok_or(Error::NotFound)?;
    let ended = end_all(&tx, account_id).await?;
    let subject = Subject("account", account_id);
    audit::note(&tx, ctx, Some(actor), Act::EndSessions, subject, json!({ "sessions_ended": ended })).await?;
    tx.commit().await?;
    Ok(ended)
}
