//! The data loggers that the portal may ask by itself. A logger without a row is asked by persons only: an old one may not bear
//! being asked.

use domain::time::Stamp;
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "device_asking")]
pub struct Model {
    /// Which logger.
    #[sea_orm(primary_key, auto_increment = false)]
    pub device_id: i64,
    /// Since when.
    pub since: Stamp,
    /// Account of whoever allowed it; absent: the portal's set-up.
    pub account_id: Option<i64>,
    /// The logger.
    #[sea_orm(belongs_to, from = "device_id", to = "id")]
    pub device: BelongsTo<super::device::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
