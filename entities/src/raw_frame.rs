//! A frame as it arrived: evidence, and the place to look when a value is doubted.

use domain::time::Stamp;
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "raw_frame")]
pub struct Model {
    /// Arrival in milliseconds, shifted, and a counter: in order of arrival.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// The logger, where it is known.
    pub device_id: Option<i64>,
    /// When it arrived.
    pub received_at: Stamp,
    /// `accepted`, `duplicate`; `held`, `released` or `discarded` where a person decides; or the code of the defect for
    /// which it was refused.
    pub verdict: String,
    /// Defects that were accepted, comma-separated codes.
    pub tolerated: String,
    /// The bytes.
    #[sea_orm(column_type = "Blob")]
    pub wire: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}
