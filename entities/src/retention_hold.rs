//! A legal hold: while it stands, nothing of an enterprise goes, whatever its age.

use domain::time::Stamp;
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "retention_hold")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Whose rows stay.
    pub enterprise_id: i64,
    /// The case for which they stay, where it is for one.
    pub case_id: Option<i64>,
    /// Why.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// When it was placed.
    pub placed_at: Stamp,
    /// Account of whoever placed it.
    pub placed_by: i64,
    /// When it was lifted; absent while it stands.
    pub lifted_at: Option<Stamp>,
    /// Account of whoever lifted it.
    pub lifted_by: Option<i64>,
    /// Why it was lifted; empty while it stands.
    #[sea_orm(column_type = "Text")]
    pub lifted_because: String,
}

impl ActiveModelBehavior for ActiveModel {}
