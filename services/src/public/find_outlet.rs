//! The outlet that an address names.

use domain::{credit_code::CreditCode, life::Audience, outlet::OutletCode};
use entities::outlet;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::enterprise;
use crate::{Ctx, Error, Result};

/// The key of the outlet that somebody who works with the whole city names.
///
/// # Errors
/// [`NotFound`](Error::NotFound) where there is no such enterprise or outlet.
pub async fn find_outlet_of(ctx: &Ctx, credit_code: &CreditCode, code: OutletCode) -> Result<i64> {
    let (owner, _) = enterprise::find(ctx, Audience::Insiders, credit_code).await?;
    Ok(find_outlet(ctx, owner.id, code).await?.id)
}

/// The row of an enterprise's outlet.
pub(crate) async fn find_outlet(ctx: &Ctx, enterprise_id: i64, code: OutletCode) -> Result<outlet::Model> {
    outlet::Entity::find()
        .filter(outlet::Column::EnterpriseId.eq(enterprise_id))
        .filter(outlet::Column::Code.eq(code))
        .one(ctx.store.read())
        .await?
        .ok_or(Error::NotFound)
}
