//! The loggers of the demo city, which are simulated, may all be asked by the portal itself.

use domain::time::Stamp;
use entities::{device, device_asking};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QueryOrder};
use services::{Result, store::insert};

/// Allows it from a moment on.
pub async fn allow(tx: &impl ConnectionTrait, since: Stamp) -> Result<()> {
    let loggers = device::Entity::find().order_by_asc(device::Column::Id).all(tx).await?;
    let row = |logger: device::Model| device_asking::ActiveModel {
        device_id: Set(logger.id),
        since: Set(since),
        account_id: Set(None),
    };
    insert(tx, loggers.into_iter().map(row).collect()).await
}
