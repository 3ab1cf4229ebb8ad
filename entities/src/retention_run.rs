//! What was removed after its term: how much of a class, never what. Never changed.

use domain::{
    retention::Class,
    time::{Day, Stamp},
};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "retention_run")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// When.
    pub at: Stamp,
    /// Account of whoever had it removed; absent: the command line, or the portal at night.
    pub account_id: Option<i64>,
    /// Of which class.
    pub class: Class,
    /// The first day that was kept.
    pub before: Day,
    /// How many rows went.
    pub rows: i64,
    /// The day of the oldest of them.
    pub oldest: Option<Day>,
    /// The folder into which they were archived before.
    pub archive: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
