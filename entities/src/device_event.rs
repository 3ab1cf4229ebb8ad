//! Something that a logger told besides values: a restart, a swapped analyser, a log line.

use domain::time::Stamp;
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "device_event")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Which logger.
    pub device_id: i64,
    /// When it says that it happened.
    pub at: Stamp,
    /// `restart`, `serial-number`, `info`, `clock-request`.
    pub kind: String,
    /// What it said.
    #[sea_orm(column_type = "Text")]
    pub detail: String,
    /// The frame that said it.
    pub frame_id: i64,
    /// The logger.
    #[sea_orm(belongs_to, from = "device_id", to = "id")]
    pub device: BelongsTo<super::device::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
