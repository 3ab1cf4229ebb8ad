//! The outlet that an address names.

use domain::outlet::OutletCode;
use entities::outlet;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{Ctx, Error, Result};

/// The row of an enterprise's outlet.
pub(super) async fn find_outlet(ctx: &Ctx, enterprise_id: i64, code: OutletCode) -> Result<outlet::Model> {
    outlet::Entity::find()
        .filter(outlet::Column::EnterpriseId.eq(enterprise_id))
        .filter(outlet::Column::Code.eq(code))
        .one(ctx.store.read())
        .await?
        .ok_or(Error::NotFound)
}
