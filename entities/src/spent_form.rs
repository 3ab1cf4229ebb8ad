//! A form that has done what it asks.

use domain::time::Stamp;
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "spent_form")]
pub struct Model {
    /// SHA-256 of the account and the form's key, hexadecimal.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// When it was sent first.
    pub at: Stamp,
}

impl ActiveModelBehavior for ActiveModel {}
