//! Who somebody with an account is for a provider of identities.

use domain::time::Stamp;
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "unified_identity")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Whose.
    pub account_id: i64,
    /// Which provider says so: its address.
    pub issuer: String,
    /// What the provider calls them, the same at each sign-in.
    pub subject: String,
    /// When it was linked.
    pub created_at: Stamp,
    /// When somebody last signed in by it.
    pub used_at: Option<Stamp>,
    /// The account.
    #[sea_orm(belongs_to, from = "account_id", to = "id")]
    pub account: BelongsTo<super::account::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
