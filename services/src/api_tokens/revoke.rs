//! Taking a token back.

use entities::api_token;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::json;

use super::owner::Owner;
use crate::{
    Ctx, Error, Result,
    accounts::Actor,
    audit::{self, Act, Subject},
};

/// Takes a token back at once and for good. One that is taken back already stays as it is.
///
/// # Errors
/// [`Error::NotFound`] for one that this person does not look after.
pub async fn revoke(ctx: &Ctx, actor: &Actor, id: i64) -> Result<()> {
    let owner = Owner::of(actor)?;
    let tx = ctx.store.write().await?;
    let own = api_token::Entity::find().filter(owner.condition()).filter(api_token::Column::Id.eq(id));
    let row = own.one(&tx).await?.ok_or(Error::NotFound)?;
    if row.revoked_at.is_none() {
        let mut row = row.into_active_model();
        row.revoked_at = Set(Some(ctx.now()));
        row.revoked_by = Set(Some(actor.account_id));
        row.update(&tx).await?;
        audit::note(&tx, ctx, Some(actor), Act::RevokeToken, Subject("api_token", id), json!({})).await?;
    }
    Ok(tx.commit().await?)
}
