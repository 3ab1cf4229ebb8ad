//! How many receipts a quarter has: the source of their running numbers.

use domain::quarter::Quarter;
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "receipt_counter")]
pub struct Model {
    /// Which quarter.
    #[sea_orm(primary_key, auto_increment = false)]
    pub quarter: Quarter,
    /// The last number that was given.
    pub last: i64,
}

impl ActiveModelBehavior for ActiveModel {}
