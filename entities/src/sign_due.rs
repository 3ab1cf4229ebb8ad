//! When the data of an outlet are looked at next for signs.

use domain::time::Stamp;
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_due")]
pub struct Model {
    /// Which outlet.
    #[sea_orm(primary_key, auto_increment = false)]
    pub outlet_id: i64,
    /// When.
    pub at: Stamp,
}

impl ActiveModelBehavior for ActiveModel {}
