//! Who usually decides.

use domain::access::Action;
use entities::violation_case;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{Ctx, Result, accounts::Actor};

/// The authority that the newest case names, so that nobody writes the same name again and again; empty where none does.
pub async fn usual_authority(ctx: &Ctx, actor: &Actor) -> Result<String> {
    actor.must(Action::WorkCase)?;
    let newest = violation_case::Entity::find()
        .select_only()
        .column(violation_case::Column::Authority)
        .filter(violation_case::Column::Authority.ne(""))
        .order_by_desc(violation_case::Column::Id)
        .into_tuple()
        .one(ctx.store.read())
        .await?;
    Ok(newest.unwrap_or_default())
}
