//! Something noticed about the content of a logger's frames, and how often.

use domain::{device::NoticeKind, time::Stamp};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "device_notice")]
pub struct Model {
    /// The logger.
    #[sea_orm(primary_key, auto_increment = false)]
    pub device_id: i64,
    /// What kind of thing.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: NoticeKind,
    /// The code or item concerned, fit to be shown; `…` for all those beyond the ones that are told apart.
    #[sea_orm(primary_key, auto_increment = false)]
    pub what: String,
    /// How often.
    pub count: i64,
    /// The first arrival.
    pub first_at: Stamp,
    /// The newest arrival.
    pub last_at: Stamp,
    /// What stood there the last time, fit to be shown.
    pub sample: String,
    /// The logger.
    #[sea_orm(belongs_to, from = "device_id", to = "id")]
    pub device: BelongsTo<super::device::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
