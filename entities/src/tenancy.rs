//! Which enterprise is in which premises, from a day on.

use domain::time::Day;
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tenancy")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The tenant.
    #[sea_orm(unique_key = "enterprise_premises_from")]
    pub enterprise_id: i64,
    /// The premises.
    #[sea_orm(unique_key = "enterprise_premises_from")]
    pub premises_id: i64,
    /// First day.
    #[sea_orm(unique_key = "enterprise_premises_from")]
    pub valid_from: Day,
    /// Last day; open when absent.
    pub valid_to: Option<Day>,
}

impl ActiveModelBehavior for ActiveModel {}
