//! A period of an event of exceedance, as it was recorded. Never changed: what is corrected is a new edition.

use domain::time::Stamp;
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "exceedance_period")]
pub struct Model {
    /// Of which event.
    #[sea_orm(primary_key, auto_increment = false)]
    pub exceedance_id: i64,
    /// The start of the period.
    #[sea_orm(primary_key, auto_increment = false)]
    pub at: Stamp,
    /// 1, and one more each time that it came out otherwise.
    #[sea_orm(primary_key, auto_increment = false)]
    pub edition: i32,
    /// Whether it stands above the limit by this edition; otherwise it is no part of the event any more.
    pub is_over: bool,
    /// Value, limit and where they come from, JSON (`domain::exceedance::Evidence`).
    #[sea_orm(column_type = "Text")]
    pub evidence: String,
    /// When it was recorded.
    pub recorded_at: Stamp,
}

impl ActiveModelBehavior for ActiveModel {}
