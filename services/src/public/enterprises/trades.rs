//! The trades that the city has.

use domain::enterprise::Industry;
use entities::enterprise;
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};

use crate::{Ctx, Result, public::Trade};

/// Every trade that an enterprise of the register has, in the order of the codes: what a list can be narrowed to.
pub async fn trades(ctx: &Ctx) -> Result<Vec<Trade>> {
    let codes: Vec<Industry> = enterprise::Entity::find()
        .select_only()
        .column(enterprise::Column::Industry)
        .distinct()
        .order_by_asc(enterprise::Column::Industry)
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    Ok(codes.into_iter().map(Trade::of).collect())
}
