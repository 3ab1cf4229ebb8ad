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
    /// The SHA-256 of the bytes: 32 bytes; absent in frames of before there were chains, as the next two.
    #[sea_orm(column_type = "Blob")]
    pub digest: Option<Vec<u8>>,
    /// The link that binds the frame to the one before it of the same logger and day (`domain::chain`): 32 bytes.
    #[sea_orm(column_type = "Blob")]
    pub link: Option<Vec<u8>>,
    /// Its place in the chain of its logger and day, from 1.
    pub position: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
