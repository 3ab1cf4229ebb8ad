//! What the portal says of itself, version by version: the newest one holds. Never changed.

use domain::time::Stamp;
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "site_setting")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// When it was written.
    pub at: Stamp,
    /// Account of whoever wrote it.
    pub account_id: i64,
    /// Why.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// `domain::site::Settings` as JSON.
    #[sea_orm(column_type = "Text")]
    pub content: String,
    /// The picture of the seal as PNG, where there is one.
    #[sea_orm(column_type = "Blob", nullable)]
    pub seal: Option<Vec<u8>>,
}

impl ActiveModelBehavior for ActiveModel {}
