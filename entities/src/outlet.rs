//! An outlet (排放口) of an enterprise.

use domain::{
    outlet::{Discharge, OutletCode},
    time::Day,
};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outlet")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Whose.
    #[sea_orm(unique_key = "enterprise_code")]
    pub enterprise_id: i64,
    /// Code in the permit.
    #[sea_orm(unique_key = "enterprise_code")]
    pub code: OutletCode,
    /// Chinese name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// Where it leads.
    pub discharge: Discharge,
    /// The receiving water body, plant or air zone.
    pub receiving: String,
    /// First day on which it is closed; nothing that others refer to is deleted.
    pub closed_on: Option<Day>,
    /// The enterprise.
    #[sea_orm(belongs_to, from = "enterprise_id", to = "id")]
    pub enterprise: BelongsTo<super::enterprise::Entity>,
    /// Its limits.
    #[sea_orm(has_many)]
    pub limits: HasMany<super::discharge_limit::Entity>,
    /// Its loggers.
    #[sea_orm(has_many)]
    pub devices: HasMany<super::device::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
