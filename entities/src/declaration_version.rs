//! A signed declaration. Never changed; a correction is a new version.

use domain::time::Stamp;
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "declaration_version")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Of which declaration.
    #[sea_orm(unique_key = "declaration_number")]
    pub declaration_id: i64,
    /// 1, 2, …
    #[sea_orm(unique_key = "declaration_number")]
    pub number: i32,
    /// Printed on the receipt.
    #[sea_orm(unique)]
    pub receipt_no: String,
    /// `domain::declaration::Content` as JSON, exactly as hashed.
    #[sea_orm(column_type = "Text")]
    pub content: String,
    /// SHA-256 of `content`, hexadecimal.
    pub hash: String,
    /// Why it was corrected; empty for version 1.
    pub reason: String,
    /// Account of the signer.
    pub signed_by: Option<i64>,
    /// When.
    pub submitted_at: Stamp,
    /// The declaration.
    #[sea_orm(belongs_to, from = "declaration_id", to = "id")]
    pub declaration: BelongsTo<super::declaration::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
