//! An enterprise's declaration (申报) for a quarter: its draft and where it stands.

use domain::{declaration::DeclarationStatus, quarter::Quarter, time::Stamp};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "declaration")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Whose.
    #[sea_orm(unique_key = "enterprise_quarter")]
    pub enterprise_id: i64,
    /// For which quarter.
    #[sea_orm(unique_key = "enterprise_quarter")]
    pub quarter: Quarter,
    /// Where it stands.
    pub status: DeclarationStatus,
    /// `domain::declaration::Content` as JSON.
    #[sea_orm(column_type = "Text")]
    pub draft: String,
    /// Counts saves, so that two editors notice each other.
    pub draft_revision: i64,
    /// Last save.
    pub updated_at: Stamp,
    /// Account of the last save.
    pub updated_by: Option<i64>,
    /// Reason of a correction that has begun: the draft is on its way to the next version.
    pub correction: Option<String>,
    /// The enterprise.
    #[sea_orm(belongs_to, from = "enterprise_id", to = "id")]
    pub enterprise: BelongsTo<super::enterprise::Entity>,
    /// What was signed.
    #[sea_orm(has_many)]
    pub versions: HasMany<super::declaration_version::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
