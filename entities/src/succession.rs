//! An enterprise that came of another one.

use domain::{succession::SuccessionKind, time::Day};
use sea_orm::entity::prelude::*;

/// A row. What happened under the old one stays with it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "succession")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The old one.
    #[sea_orm(unique_key = "enterprise_successor_day")]
    pub enterprise_id: i64,
    /// The one that came of it.
    #[sea_orm(unique_key = "enterprise_successor_day")]
    pub successor_id: i64,
    /// How.
    pub kind: SuccessionKind,
    /// The day of it.
    #[sea_orm(unique_key = "enterprise_successor_day")]
    pub day: Day,
    /// What it rests on, as everybody may read.
    pub ground: String,
}

impl ActiveModelBehavior for ActiveModel {}
