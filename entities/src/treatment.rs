//! A facility of an enterprise that treats pollution.

use domain::{fixed::Micro, time::Day};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "treatment")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Whose.
    pub enterprise_id: i64,
    /// Its number in the permit: `TW001`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How it works; may be empty.
    pub process: String,
    /// What it is built for, in that unit.
    pub capacity: Option<Micro>,
    /// Unit of the capacity: `m³/d`; empty without one.
    pub unit: String,
    /// First day on which it is closed.
    pub closed_on: Option<Day>,
}

impl ActiveModelBehavior for ActiveModel {}
