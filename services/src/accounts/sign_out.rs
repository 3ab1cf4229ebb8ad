//! Signing out: here, or everywhere.

use entities::{account, session};
use sea_orm::{ConnectionTrait, EntityTrait};
use serde_json::json;

use super::{Actor, SessionToken, session::end_all};
use crate::{
    Ctx, Result,
    audit::{self, Act, Subject},
};

/// Ends one session. Ending one that has ended already is no error.
pub async fn sign_out(ctx: &Ctx, token: &SessionToken) -> Result<()> {
    let tx = ctx.store.write().await?;
    end(&tx, ctx, token).await?;
    Ok(tx.commit().await?)
}

/// The same in a transaction of the caller's.
pub(super) async fn end(tx: &impl ConnectionTrait, ctx: &Ctx, token: &SessionToken) -> Result<()> {
    let id = token.digest();
    let found = session::Entity::find_by_id(id.as_str()).find_also_related(account::Entity).one(tx).await?;
    if let Some((_, Some(account))) = found {
        session::Entity::delete_by_id(id).exec(tx).await?;
        let subject = Subject("account", account.id);
        audit::note(tx, ctx, Some(&account.into()), Act::SignOut, subject, json!({})).await?;
    }
    Ok(())
}

/// Ends all sessions of the own account, this one too; returns how many there were.
pub async fn sign_out_everywhere(ctx: &Ctx, actor: &Actor) -> Result<u64> {
    let tx = ctx.store.write().await?;
    let ended = end_all(&tx, actor.account_id).await?;
    let subject = Subject("account", actor.account_id);
    audit::note(&tx, ctx, Some(actor), Act::SignOutEverywhere, subject, json!({ "sessions": ended })).await?;
    tx.commit().await?;
    Ok(ended)
}
