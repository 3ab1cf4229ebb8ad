//! The amount of a pollutant that a permit allows in a year (许可排放量).

use domain::fixed::Micro;
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "load_cap")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Whose.
    #[sea_orm(unique_key = "enterprise_pollutant_from")]
    pub enterprise_id: i64,
    /// Code in HJ 212.
    #[sea_orm(unique_key = "enterprise_pollutant_from")]
    pub pollutant: String,
    /// Kilograms a calendar year.
    pub kg_per_year: Micro,
    /// The first year in which it holds; 0: since ever.
    #[sea_orm(unique_key = "enterprise_pollutant_from")]
    pub from_year: i32,
    /// The last year; open when absent.
    pub to_year: Option<i32>,
    /// The enterprise.
    #[sea_orm(belongs_to, from = "enterprise_id", to = "id")]
    pub enterprise: BelongsTo<super::enterprise::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
