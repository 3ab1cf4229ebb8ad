//! Somebody of the bureau who stands in for a colleague who is away.

use domain::time::{Day, Stamp};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "absence_cover")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Who is away.
    pub account_id: i64,
    /// Who stands in, with the same role.
    pub cover_id: i64,
    /// First day.
    pub from_day: Day,
    /// Last day.
    pub to_day: Day,
    /// Account of the administrator who named them.
    pub named_by: i64,
    /// When.
    pub at: Stamp,
    /// When it was ended before its last day.
    pub ended_at: Option<Stamp>,
}

impl ActiveModelBehavior for ActiveModel {}
