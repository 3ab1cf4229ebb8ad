//! What the bureau or the enterprise wrote about a sign in the data. Never changed.

use domain::{dialogue::EventEntryKind, time::Stamp};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_entry")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// About which sign.
    pub sign_id: i64,
    /// Question, answer or closing.
    pub kind: EventEntryKind,
    /// What was written.
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// When.
    pub at: Stamp,
    /// Account of the writer.
    pub account_id: Option<i64>,
    /// The sign.
    #[sea_orm(belongs_to, from = "sign_id", to = "id")]
    pub sign: BelongsTo<super::sign::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
