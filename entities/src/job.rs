//! Work to be done after the answer was given.

use domain::time::Stamp;
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Which job.
    pub kind: String,
    /// Its input as JSON.
    #[sea_orm(column_type = "Text")]
    pub payload: String,
    /// Not before.
    pub run_after: Stamp,
    /// How often it was tried.
    pub attempts: i32,
    /// Why it failed last.
    pub last_error: Option<String>,
    /// When it was asked for.
    pub created_at: Stamp,
    /// When it was given up; absent: it is still tried.
    pub failed_at: Option<Stamp>,
}

impl ActiveModelBehavior for ActiveModel {}
