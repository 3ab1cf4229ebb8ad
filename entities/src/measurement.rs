//! A value of an on-line monitor. Never overwritten: a changed value is a new revision.

use domain::{
    fixed::{Micro, Nano},
    measurement::{DataFlag, Interval},
    time::Stamp,
};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "measurement")]
pub struct Model {
    /// At which outlet.
    #[sea_orm(primary_key, auto_increment = false)]
    pub outlet_id: i64,
    /// The period it stands for.
    #[sea_orm(primary_key, auto_increment = false)]
    pub interval: Interval,
    /// The instant, or the start of the period.
    #[sea_orm(primary_key, auto_increment = false)]
    pub at: Stamp,
    /// Code in HJ 212, the new one where there is one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub pollutant: String,
    /// 1, and one more for each changed value; below 1 what was set aside because a good value stood there already.
    #[sea_orm(primary_key, auto_increment = false)]
    pub revision: i32,
    /// What is judged: the mean or instant value, converted to reference oxygen where the logger sent that; in the unit
    /// of the limits (mg/L, mg/m³).
    pub value: Option<Nano>,
    /// The value before conversion, where both were sent.
    pub measured: Option<Nano>,
    /// Whether `value` is a converted concentration. Rows of before there was this column say it by `measured` alone:
    /// ask [`Model::is_converted`].
    pub converted: bool,
    /// Lowest of the period.
    pub low: Option<Nano>,
    /// Highest of the period.
    pub high: Option<Nano>,
    /// Cumulative amount of the period: m³ of flow, kg (or g) of a pollutant.
    pub amount: Option<Micro>,
    /// The logger's mark, or one of the portal's: `!` cannot be, `-` came without a mark, `?` unreadable mark, `~` a mean
    /// of a period that had not ended, `*` an instant value in place of a mean or the other way round, `f` and `p` the
    /// `F` and the `P` of the 2005 edition.
    pub flag: DataFlag,
    /// Whether it was sent again later (RF=1).
    pub resent: bool,
    /// When it arrived.
    pub received_at: Stamp,
    /// The frame that brought it.
    pub frame_id: i64,
}

impl Model {
    /// Whether the value is a concentration converted to reference oxygen.
    pub fn is_converted(&self) -> bool {
        self.converted || self.measured.is_some()
    }
}

impl ActiveModelBehavior for ActiveModel {}
