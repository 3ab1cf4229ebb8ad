//! A town-level unit (镇街) of the city.

use domain::{fixed::Micro, time::Day};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "town")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Division code, 9 digits.
    #[sea_orm(unique)]
    pub code: String,
    /// Chinese name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// Latitude of its centre, WGS-84 degrees.
    pub lat: Micro,
    /// Longitude of its centre, WGS-84 degrees.
    pub lng: Micro,
    /// Its outline: `lng,lat` pairs in degrees, separated by spaces.
    #[sea_orm(column_type = "Text")]
    pub outline: String,
    /// First day on which it is closed: it was joined to others, and nothing new is entered into it.
    pub closed_on: Option<Day>,
}

impl ActiveModelBehavior for ActiveModel {}
