//! A tip-off (举报). What could tell who filed it is encrypted under a key that is not in the database.

use domain::{case::ViolationKind, time::Stamp, tip::TipStatus};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tip")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Number for the bureau's use.
    #[sea_orm(unique)]
    pub tip_no: String,
    /// Keyed digest of the receipt code, to find the row.
    #[sea_orm(unique)]
    pub receipt_index: String,
    /// Slow hash of the receipt code.
    pub receipt_hash: String,
    /// What it is about.
    pub kind: Option<ViolationKind>,
    /// About whom, where the reporter named one.
    pub enterprise_id: Option<i64>,
    /// Where.
    pub town_id: Option<i64>,
    /// Where it stands.
    pub status: TipStatus,
    /// Encrypted text and place.
    #[sea_orm(column_type = "Blob")]
    pub body: Vec<u8>,
    /// Encrypted contact, where there is one.
    #[sea_orm(column_type = "Blob", nullable)]
    pub contact: Option<Vec<u8>>,
    /// When.
    pub received_at: Stamp,
    /// The last moment for what is due next.
    pub due_at: Stamp,
    /// When it was answered.
    pub closed_at: Option<Stamp>,
    /// When it was taken up.
    pub accepted_at: Option<Stamp>,
}

impl ActiveModelBehavior for ActiveModel {}
