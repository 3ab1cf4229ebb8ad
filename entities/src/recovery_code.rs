//! A code in the place of an authenticator that was lost.

use domain::time::Stamp;
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recovery_code")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Whose.
    pub account_id: i64,
    /// SHA-256 of the code, hexadecimal.
    pub digest: String,
    /// When it was used up.
    pub used_at: Option<Stamp>,
}

impl ActiveModelBehavior for ActiveModel {}
