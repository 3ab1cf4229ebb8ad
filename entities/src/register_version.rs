//! How often the register was written: whoever keeps it in memory asks here whether to read it again.

use sea_orm::entity::prelude::*;

/// The one row.
#[sea_orm::model]
#[derive(Clone, Copy, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "register_version")]
pub struct Model {
    /// Key: 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// Counts the times.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}
