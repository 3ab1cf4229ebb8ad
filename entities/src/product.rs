//! A product in an enterprise's permit.

use domain::{fixed::Micro, time::Day};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "product")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Whose.
    pub enterprise_id: i64,
    /// Its name.
    pub name: String,
    /// Unit of output: `t`, `m²`.
    pub unit: String,
    /// Permitted output a year, in that unit.
    pub capacity: Micro,
    /// First day on which it is closed; nothing that others refer to is deleted.
    pub closed_on: Option<Day>,
    /// The enterprise.
    #[sea_orm(belongs_to, from = "enterprise_id", to = "id")]
    pub enterprise: BelongsTo<super::enterprise::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
