//! The logger that an address names.

use domain::input::can_name;
use entities::device;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::{Error, Result};

/// The row of a number.
pub async fn by_mn(db: &impl ConnectionTrait, mn: &str) -> Result<device::Model> {
    if !can_name(mn) {
        return Err(Error::NotFound);
    }
    let found = device::Entity::find().filter(device::Column::Mn.eq(mn)).one(db).await?;
    found.ok_or(Error::NotFound)
}
