//! Looking at a photo.

use domain::access::Action;
use entities::tip_photo;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::load::load;
use crate::{Ctx, Error, Result, accounts::Actor, tips::Column};

/// A photo of a tip-off, as JPEG. A photo of another tip-off is not found.
pub async fn photo_of(ctx: &Ctx, actor: &Actor, tip_no: &str, photo_id: i64) -> Result<Vec<u8>> {
    actor.must(Action::ReadTip)?;
    let db = ctx.store.read();
    let tip = load(db, actor, tip_no).await?;
    let found = tip_photo::Entity::find_by_id(photo_id).filter(tip_photo::Column::TipId.eq(tip.id)).one(db).await?;
    let row = found.ok_or(Error::NotFound)?;
    ctx.keys()?.unseal(Column::PhotoImage, row.id, &row.image)
}
