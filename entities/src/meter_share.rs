//! Whose a meter of power or water is, or a part of it, from a day on (户号).

use domain::{fixed::Micro, time::Day, utility::Feed};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meter_share")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Power or water.
    #[sea_orm(unique_key = "meter_enterprise_from")]
    pub feed: Feed,
    /// The number of the connection, as its company writes it.
    #[sea_orm(unique_key = "meter_enterprise_from")]
    pub number: String,
    /// Whose.
    #[sea_orm(unique_key = "meter_enterprise_from")]
    pub enterprise_id: i64,
    /// How much of it, per mille.
    pub share: i32,
    /// By what the difference of two readings is multiplied.
    pub multiplier: Micro,
    /// First day.
    #[sea_orm(unique_key = "meter_enterprise_from")]
    pub valid_from: Day,
    /// Last day; open when absent.
    pub valid_to: Option<Day>,
    /// The enterprise.
    #[sea_orm(belongs_to, from = "enterprise_id", to = "id")]
    pub enterprise: BelongsTo<super::enterprise::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
