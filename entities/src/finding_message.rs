//! What the bureau or the enterprise wrote about a finding. Never changed.

use domain::{finding::EntryKind, time::Stamp};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "finding_message")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// About which finding.
    pub finding_id: i64,
    /// Question, explanation or closing.
    pub kind: EntryKind,
    /// What was written.
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// When.
    pub at: Stamp,
    /// Account of the writer.
    pub account_id: Option<i64>,
    /// The finding.
    #[sea_orm(belongs_to, from = "finding_id", to = "id")]
    pub finding: BelongsTo<super::finding::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
