//! An enterprise (排污单位) of the register.

use domain::{
    credit_code::CreditCode,
    enterprise::{Industry, ManagementClass},
    fixed::Micro,
    time::{Day, Stamp},
};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "enterprise")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Unified social credit code.
    #[sea_orm(unique)]
    pub credit_code: CreditCode,
    /// Registered name.
    pub name: String,
    /// Name for readers of English.
    pub name_en: String,
    /// Pinyin of the name, full and initials, for the search.
    pub pinyin: String,
    /// Where it is.
    pub town_id: i64,
    /// Its trade, by GB/T 4754-2017.
    pub industry: Industry,
    /// How its permit manages it.
    pub class: ManagementClass,
    /// What that follows from; empty where nobody said.
    pub class_basis: String,
    /// Permit or registration number.
    pub permit_no: Option<String>,
    /// The permit's last day; a registration has none here.
    pub permit_to: Option<Day>,
    /// When the permit was issued.
    pub permit_issued_on: Option<Day>,
    /// The permit's first day.
    pub permit_from: Option<Day>,
    /// What it asks of the enterprise, and how often: monitoring, records, reports; may be empty.
    #[sea_orm(column_type = "Text")]
    pub permit_duties: String,
    /// Address in words.
    pub address: String,
    /// Latitude, WGS-84 degrees.
    pub lat: Micro,
    /// Longitude, WGS-84 degrees.
    pub lng: Micro,
    /// When it was registered here.
    pub created_at: Stamp,
    /// First day on which it is for everybody to see; absent: in trial.
    pub public_from: Option<Day>,
    /// First day on which it is closed; nothing that others refer to is deleted.
    pub closed_on: Option<Day>,
    /// Its town.
    #[sea_orm(belongs_to, from = "town_id", to = "id")]
    pub town: BelongsTo<super::town::Entity>,
    /// Its outlets.
    #[sea_orm(has_many)]
    pub outlets: HasMany<super::outlet::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
