//! A photo that came with a tip-off.

use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tip_photo")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Of which tip-off.
    pub tip_id: i64,
    /// Encrypted JPEG, without metadata.
    #[sea_orm(column_type = "Blob")]
    pub image: Vec<u8>,
    /// Width in pixels.
    pub width: i32,
    /// Height in pixels.
    pub height: i32,
    /// The tip-off.
    #[sea_orm(belongs_to, from = "tip_id", to = "id")]
    pub tip: BelongsTo<super::tip::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
