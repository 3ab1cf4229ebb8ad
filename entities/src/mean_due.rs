//! A period whose mean has to be worked out, because values of it came in.

use domain::{measurement::Interval, time::Stamp};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mean_due")]
pub struct Model {
    /// At which outlet.
    #[sea_orm(primary_key, auto_increment = false)]
    pub outlet_id: i64,
    /// `hour` or `day`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub interval: Interval,
    /// The start of the period.
    #[sea_orm(primary_key, auto_increment = false)]
    pub at: Stamp,
    /// The newest frame that brought a value of it: what came while it was worked out makes it due again.
    pub touched: i64,
}

impl ActiveModelBehavior for ActiveModel {}
