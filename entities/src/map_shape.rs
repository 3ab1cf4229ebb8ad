//! A shape of the city's map: the outline of the city, the boundary of a town, a river.

use domain::map::ShapeKind;
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "map_shape")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The map that it belongs to.
    pub map_id: i64,
    /// What it is.
    pub kind: ShapeKind,
    /// Which town's boundary it is; absent of the city and of rivers.
    pub town_id: Option<i64>,
    /// Name of a river; empty of the others.
    pub name: String,
    /// Its name for readers of English; may be empty.
    pub name_en: String,
    /// Its lines: `lng,lat` pairs in degrees (WGS-84) with blanks between them, lines parted by `;`. Of an area each is a
    /// border that ends where it begins, and what lies within an odd number of them belongs to it.
    #[sea_orm(column_type = "Text")]
    pub lines: String,
    /// The same lines with fewer points, as pages draw them.
    #[sea_orm(column_type = "Text")]
    pub drawn: String,
}

impl ActiveModelBehavior for ActiveModel {}
