//! The city's map, as it was imported last: there is one row, or none. Who imported the ones before stands in the audit log.

use domain::time::Stamp;
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "city_map")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// When it was imported.
    pub at: Stamp,
    /// Account of whoever imported it; absent: on the command line, or with the demo city.
    pub account_id: Option<i64>,
    /// Name of the file.
    pub file: String,
    /// The system of the file's coordinates, as its importer said: `wgs84` or `gcj02`. What is kept is in WGS-84.
    pub system: String,
    /// SHA-256 of all shapes: another import that draws the same is known by it.
    pub digest: String,
    /// Points of all lines.
    pub points: i32,
    /// How far what pages draw may lie from what is kept, in metres.
    pub tolerance: i32,
}

impl ActiveModelBehavior for ActiveModel {}
