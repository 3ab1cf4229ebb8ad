//! A mark (标记) that an enterprise set on the data of an outlet. Never changed and never removed: what became of it stands in
//! `mark_step`.

use domain::{mark::MarkKind, time::Stamp};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mark")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// At which outlet.
    pub outlet_id: i64,
    /// What it says.
    pub kind: MarkKind,
    /// Codes of the pollutants of which a device mark speaks, with blanks between them; empty: of all.
    pub pollutants: String,
    /// Its first moment.
    pub from_at: Stamp,
    /// The first moment after it; absent where it was set open.
    pub to_at: Option<Stamp>,
    /// Whether the enterprise stated that treatment ran as it must.
    pub treatment_runs: bool,
    /// What the enterprise wrote about it; may be empty.
    #[sea_orm(column_type = "Text")]
    pub note: String,
    /// Whether a day of it could no longer be marked, so that the bureau decides.
    pub asked_for: bool,
    /// Why it came late; empty where it did not.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// When it was set.
    pub set_at: Stamp,
    /// Account of whoever set it.
    pub account_id: i64,
    /// The outlet.
    #[sea_orm(belongs_to, from = "outlet_id", to = "id")]
    pub outlet: BelongsTo<super::outlet::Entity>,
    /// What became of it.
    #[sea_orm(has_many)]
    pub steps: HasMany<super::mark_step::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
