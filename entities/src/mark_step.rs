//! What became of a mark: granted, refused, withdrawn, ended. Never changed; each at most once.

use domain::{mark::MarkStep, time::Stamp};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mark_step")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Of which mark.
    #[sea_orm(unique_key = "mark_step")]
    pub mark_id: i64,
    /// What became of it.
    #[sea_orm(unique_key = "mark_step")]
    pub step: MarkStep,
    /// When.
    pub at: Stamp,
    /// Account of whoever did it.
    pub account_id: i64,
    /// Of an open mark that ended: the first moment after it.
    pub ended_at: Option<Stamp>,
    /// Why; may be empty.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// The mark.
    #[sea_orm(belongs_to, from = "mark_id", to = "id")]
    pub mark: BelongsTo<super::mark::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
