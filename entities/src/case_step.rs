//! A step of a case on its way to the public. Never changed.

use domain::{
    case::CaseEvent,
    time::{Day, Stamp},
};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_step")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Of which case.
    pub case_id: i64,
    /// What was done.
    pub event: CaseEvent,
    /// Why; empty where no reason is asked for.
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// When.
    pub at: Stamp,
    /// The day on which what is reported happened.
    pub happened_on: Option<Day>,
    /// Account of whoever did it.
    pub account_id: Option<i64>,
    /// The case.
    #[sea_orm(belongs_to, from = "case_id", to = "id")]
    pub case: BelongsTo<super::violation_case::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
