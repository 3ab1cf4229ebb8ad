//! A discharge limit (排放限值) with its validity and basis.

use domain::{fixed::Nano, limit::Averaging, time::Day};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "discharge_limit")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// At which outlet.
    pub outlet_id: i64,
    /// Code in HJ 212.
    pub pollutant: String,
    /// Lowest value allowed.
    pub low: Option<Nano>,
    /// Highest value allowed.
    pub high: Option<Nano>,
    /// Unit of both: `mg/L`, `mg/m³`; empty for pH.
    pub unit: String,
    /// The mean over which a violation is decided.
    pub averaging: Averaging,
    /// For gas of combustion: the oxygen in per cent by volume at which it holds (基准氧含量). Only converted
    /// concentrations (折算浓度) can be held against it.
    pub reference_oxygen: Option<Nano>,
    /// Standard and table.
    pub basis: String,
    /// How sure the figure is, as the dossier marks it.
    pub source: String,
    /// First day.
    pub valid_from: Day,
    /// Last day; open when absent.
    pub valid_to: Option<Day>,
    /// The outlet.
    #[sea_orm(belongs_to, from = "outlet_id", to = "id")]
    pub outlet: BelongsTo<super::outlet::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
