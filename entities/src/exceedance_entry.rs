//! What the bureau or the enterprise wrote about an event of exceedance. Never changed.

use domain::{exceedance::EventEntryKind, time::Stamp};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "exceedance_entry")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// About which event.
    pub exceedance_id: i64,
    /// Question, answer or closing.
    pub kind: EventEntryKind,
    /// What was written.
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// When.
    pub at: Stamp,
    /// Account of the writer.
    pub account_id: Option<i64>,
    /// The event.
    #[sea_orm(belongs_to, from = "exceedance_id", to = "id")]
    pub exceedance: BelongsTo<super::exceedance::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
