//! An enterprise that is merged into another one: both were one site.

use domain::time::Stamp;
use sea_orm::entity::prelude::*;

/// A row. While it stands, the one that went is in no list, total or reminder, and its code leads to the one that stays.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "merger")]
pub struct Model {
    /// The enterprise that went.
    #[sea_orm(primary_key, auto_increment = false)]
    pub gone_id: i64,
    /// The enterprise that stays; never one that went itself.
    pub kept_id: i64,
    /// When.
    pub at: Stamp,
    /// Account of whoever merged them.
    pub account_id: i64,
    /// Why.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
}

impl ActiveModelBehavior for ActiveModel {}
