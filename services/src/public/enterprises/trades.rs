//! The trades that the city has.

use domain::{enterprise::Industry, life::Audience};
use entities::enterprise;
use sea_orm::{EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    Ctx, Result,
    public::{Trade, open::seen_by},
};

/// Every trade that an enterprise of the register has, in the order of the codes: what a list can be narrowed to.
pub async fn trades(ctx: &Ctx) -> Result<Vec<Trade>> {
    let codes: Vec<Industry> = enterprise::Entity::find()
        .select_only()
        .column(enterprise::Column::Industry)
        .filter(seen_by(Audience::Public, ctx.now().day()))
        .distinct()
        .order_by_asc(enterprise::Column::Industry)
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    Ok(codes.into_iter().map(Trade::of).collect())
}
