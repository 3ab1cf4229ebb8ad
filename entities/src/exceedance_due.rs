//! A period whose means have to be held against the limits, because one of them came in or was worked out.

use domain::{measurement::Interval, time::Stamp};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "exceedance_due")]
pub struct Model {
    /// At which outlet.
    #[sea_orm(primary_key, auto_increment = false)]
    pub outlet_id: i64,
    /// `hour` or `day`; `realtime` for the instants of an hour.
    #[sea_orm(primary_key, auto_increment = false)]
    pub interval: Interval,
    /// The start of the period; of instants that of their hour.
    #[sea_orm(primary_key, auto_increment = false)]
    pub at: Stamp,
    /// The newest frame that brought one: what comes while it is looked at makes it due again.
    pub touched: i64,
}

impl ActiveModelBehavior for ActiveModel {}
