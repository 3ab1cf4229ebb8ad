//! An hourly or daily mean that the portal worked out from what a logger sent. Never overwritten: another outcome is a new
//! revision.

use domain::{
    fixed::Nano,
    means::{Conversion, MeanOutcome, Reason},
    measurement::Interval,
    time::Stamp,
};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "own_mean")]
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
    /// Code in HJ 212.
    #[sea_orm(primary_key, auto_increment = false)]
    pub pollutant: String,
    /// 1, and one more each time that it came out otherwise.
    #[sea_orm(primary_key, auto_increment = false)]
    pub revision: i32,
    /// The figure that is compared with the limit, in the unit of the store (mg/L, mg/m³).
    pub value: Option<Nano>,
    /// As it was measured, where `value` is at reference oxygen.
    pub measured: Option<Nano>,
    /// How `value` came to be at reference oxygen.
    pub conversion: Conversion,
    /// What it is made of: `minute` or `realtime` values; a day of `hour`s.
    pub made_of: Interval,
    /// Valid minutes of an hour, valid hours of a day.
    pub valid: i32,
    /// How many could have been valid.
    pub due: i32,
    /// Whether it is weighted by the flow.
    pub weighted: bool,
    /// Whether it counts, or why not.
    pub outcome: MeanOutcome,
    /// Why there is this revision.
    pub reason: Reason,
    /// When it was worked out.
    pub worked_out_at: Stamp,
    /// The newest frame that it is made of.
    pub frame_id: i64,
}

impl ActiveModelBehavior for ActiveModel {}
