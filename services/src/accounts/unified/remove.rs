//! Taking a link away: one's own, or somebody's by the administrator.

use domain::{access::Action, input::Read};
use entities::{account, unified_identity as table};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::json;

use crate::{
    Conflict, Ctx, Error, FormKey, Result,
    accounts::{Actor, Proof, Reason, confirm_both, session::end_all},
    audit::{self, Act, Subject},
    mail::IdentityChanged,
    messages, once,
};

/// Takes the link from the own account, whose owner gives the password and a code. Where there is none, nothing happens.
///
/// # Errors
/// As [`confirm_both`].
pub async fn unlink(ctx: &Ctx, actor: &Actor, proof: Proof<'_>) -> Result<()> {
    let provider = ctx.oidc().ok_or(Error::NotFound)?;
    let confirmed = confirm_both(ctx, actor, proof).await?;
    let tx = ctx.store.write().await?;
    let account = confirmed.still_holds(&tx, ctx).await?;
    let own = table::Entity::delete_many()
        .filter(table::Column::AccountId.eq(account.id))
        .filter(table::Column::Issuer.eq(provider.issuer()));
    if own.exec(&tx).await?.rows_affected > 0 {
        let subject = Subject("account", account.id);
        audit::note(&tx, ctx, Some(actor), Act::UnlinkIdentity, subject, json!({})).await?;
        tell(&tx, ctx, &account).await?;
    }
    Ok(tx.commit().await?)
}

/// Takes all links from somebody's account and ends its sessions: they may have been begun by one. The owner hears of it.
///
/// # Errors
/// [`Error::Invalid`] for the field `reason`; [`Conflict::OwnAccount`], whose link is taken away with the password;
/// [`Conflict::NoIdentity`].
pub async fn remove(ctx: &Ctx, actor: &Actor, account_id: i64, form: &FormKey, reason: &str) -> Result<()> {
    actor.must(Action::ManageAccounts)?;
    if account_id == actor.account_id {
        return Err(Conflict::OwnAccount.into());
    }
    let reason = Reason::read(reason).map_err(|issue| Error::issue("reason", issue))?;
    let tx = ctx.store.write().await?;
    let found = account::Entity::find_by_id(account_id).lock_exclusive().one(&tx).await?;
    let account = found.ok_or(Error::NotFound)?;
    if once::replayed(&tx, ctx, actor, form).await? {
        return Ok(());
    }
    let removed = clear(&tx, account_id).await?;
    if removed == 0 {
        return Err(Conflict::NoIdentity.into());
    }
    let ended = end_all(&tx, account_id).await?;
    let detail = json!({ "reason": &*reason, "links_removed": removed, "sessions_ended": ended });
    audit::note(&tx, ctx, Some(actor), Act::RemoveIdentity, Subject("account", account_id), detail).await?;
    tell(&tx, ctx, &account).await?;
    Ok(tx.commit().await?)
}

async fn clear(tx: &impl ConnectionTrait, account_id: i64) -> Result<u64> {
    let gone = table::Entity::delete_many().filter(table::Column::AccountId.eq(account_id)).exec(tx).await?;
    Ok(gone.rows_affected)
}

async fn tell(tx: &impl ConnectionTrait, ctx: &Ctx, account: &account::Model) -> Result<()> {
    let told = IdentityChanged { name: &account.name, at: ctx.now(), is_linked: false };
    messages::tell(tx, ctx, account, &told).await
}
