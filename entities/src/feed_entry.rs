//! What a delivery says of anything but meters: the market registry, the weather, holidays, bands of tax, manifests, reports
//! of laboratories. Never changed: what is said again otherwise is a row of a later delivery.

use domain::{sheet::Kind, time::Day};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "feed_entry")]
pub struct Model {
    /// What kind of delivery.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: Kind,
    /// What tells it from others of its kind.
    #[sea_orm(primary_key, auto_increment = false)]
    pub word: String,
    /// By which delivery.
    #[sea_orm(primary_key, auto_increment = false)]
    pub delivery_id: i64,
    /// Whom it is about, by the key in `feed_subject`.
    pub subject_id: Option<i64>,
    /// The day that it is about.
    pub day: Option<Day>,
    /// What it says: JSON, by the fields of its table's columns.
    #[sea_orm(column_type = "Text")]
    pub said: String,
}

impl ActiveModelBehavior for ActiveModel {}
