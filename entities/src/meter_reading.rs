//! What a meter counted over some days, as a delivery says. Never changed: what is said again otherwise is a row of a later
//! delivery. Of the deliveries that stand the last one counts.

use domain::{fixed::Micro, time::Day};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meter_reading")]
pub struct Model {
    /// Which meter, by its key in `feed_subject`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_id: i64,
    /// First day.
    #[sea_orm(primary_key, auto_increment = false)]
    pub first_day: Day,
    /// Last day.
    #[sea_orm(primary_key, auto_increment = false)]
    pub last_day: Day,
    /// Which device, where that was said.
    #[sea_orm(primary_key, auto_increment = false)]
    pub device: String,
    /// By which delivery.
    #[sea_orm(primary_key, auto_increment = false)]
    pub delivery_id: i64,
    /// kWh or m³.
    pub quantity: Micro,
}

impl ActiveModelBehavior for ActiveModel {}
