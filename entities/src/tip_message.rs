//! A message between a reporter and the bureau.

use domain::{time::Stamp, tip::TipAuthor};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tip_message")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Of which tip-off.
    pub tip_id: i64,
    /// Who wrote it.
    pub author: TipAuthor,
    /// Encrypted text.
    #[sea_orm(column_type = "Blob")]
    pub body: Vec<u8>,
    /// When.
    pub at: Stamp,
    /// The tip-off.
    #[sea_orm(belongs_to, from = "tip_id", to = "id")]
    pub tip: BelongsTo<super::tip::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
