//! Taking an invitation back.

use entities::invitation;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};
use serde_json::json;

use super::may_invite::Reach;
use crate::{
    Conflict, Ctx, Error, Result,
    accounts::Actor,
    audit::{self, Act, Subject},
};

/// Takes an invitation back; one that is taken back already stays so.
///
/// # Errors
/// [`Error::NotFound`] for one that is not the actor's to take back; [`Conflict::InvitationUsed`] where the account is
/// open: that is closed instead.
pub async fn revoke(ctx: &Ctx, actor: &Actor, id: i64) -> Result<()> {
    let reach = Reach::of(actor)?;
    let tx = ctx.store.write().await?;
    let own = invitation::Entity::find().filter(reach.condition()).filter(invitation::Column::Id.eq(id));
    let row = own.lock_exclusive().one(&tx).await?.ok_or(Error::NotFound)?;
    if row.used_at.is_some() {
        return Err(Conflict::InvitationUsed.into());
    }
    if row.revoked_at.is_none() {
        let mut row = row.into_active_model();
        row.revoked_at = Set(Some(ctx.now()));
        row.update(&tx).await?;
        audit::note(&tx, ctx, Some(actor), Act::RevokeInvitation, Subject("invitation", id), json!({})).await?;
    }
    Ok(tx.commit().await?)
}
