//! What another department or company knows of an enterprise in a month.

use domain::{
    fixed::Micro,
    utility::{Feed, Origin},
};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "utility_reading")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Of whom.
    #[sea_orm(unique_key = "enterprise_feed_month")]
    pub enterprise_id: i64,
    /// Power, water or tax.
    #[sea_orm(unique_key = "enterprise_feed_month")]
    pub feed: Feed,
    /// `2026-07`.
    #[sea_orm(unique_key = "enterprise_feed_month")]
    pub month: String,
    /// kWh, m³ or yuan.
    pub quantity: Micro,
    /// Whether it was entered as it is, or comes of readings.
    #[sea_orm(default_value = "entered")]
    pub origin: Origin,
    /// The enterprise.
    #[sea_orm(belongs_to, from = "enterprise_id", to = "id")]
    pub enterprise: BelongsTo<super::enterprise::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
