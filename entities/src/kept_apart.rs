//! Two enterprises that look like one site and of which a person said that they are two.

use domain::time::Stamp;
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "kept_apart")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The enterprise with the smaller key.
    pub first_id: i64,
    /// The other one.
    pub second_id: i64,
    /// Digest of the particulars of both as they were; the pair comes up again when they change.
    pub particulars: String,
    /// When.
    pub at: Stamp,
    /// Account of whoever said so.
    pub account_id: i64,
    /// Why.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
}

impl ActiveModelBehavior for ActiveModel {}
