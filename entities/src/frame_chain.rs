//! How the chain of evidence of a logger and a day ends. It stays when the frames are removed after their term.

use domain::time::Day;
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "frame_chain")]
pub struct Model {
    /// The day of arrival.
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: Day,
    /// The logger; 0 for unknown ones.
    #[sea_orm(primary_key, auto_increment = false)]
    pub device_id: i64,
    /// How many frames are linked.
    pub frames: i64,
    /// The link of the last one: 32 bytes.
    #[sea_orm(column_type = "Blob")]
    pub link: Vec<u8>,
    /// The number of the first frame.
    pub first_id: i64,
    /// The number of the last frame.
    pub last_id: i64,
    /// The number of the last frame before the newest commit; 0 in the first. A writer that went on from another one is
    /// refused.
    pub went_on_from: i64,
}

impl ActiveModelBehavior for ActiveModel {}
