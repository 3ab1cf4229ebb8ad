//! How many frames of each verdict a logger sent on a day.

use domain::time::{Day, Stamp};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "frame_tally")]
pub struct Model {
    /// The day of arrival.
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: Day,
    /// The logger; 0 for unknown ones.
    #[sea_orm(primary_key, auto_increment = false)]
    pub device_id: i64,
    /// As in `raw_frame`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub verdict: String,
    /// How many.
    pub frames: i64,
    /// The newest arrival.
    pub last_at: Stamp,
}

impl ActiveModelBehavior for ActiveModel {}
