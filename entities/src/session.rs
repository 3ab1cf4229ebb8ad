//! A signed-in browser.

use domain::time::Stamp;
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// SHA-256 of the cookie's token, hexadecimal.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Who.
    pub account_id: i64,
    /// Since when.
    pub created_at: Stamp,
    /// Last request.
    pub seen_at: Stamp,
    /// Until when.
    pub expires_at: Stamp,
    /// The account.
    #[sea_orm(belongs_to, from = "account_id", to = "id")]
    pub account: BelongsTo<super::account::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
