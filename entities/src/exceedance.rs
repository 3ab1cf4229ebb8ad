//! An event of exceedance (超限事件): means that decide and stood above a limit, one after the other.

use domain::{
    exceedance::{EventEnd, EventOutcome, EventStatus, Ground},
    limit::Averaging,
    time::Stamp,
};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "exceedance")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Whose.
    pub enterprise_id: i64,
    /// At which outlet.
    pub outlet_id: i64,
    /// Code in HJ 212.
    pub pollutant: String,
    /// The mean that the limit names.
    pub averaging: Averaging,
    /// The start of the first period.
    pub began_at: Stamp,
    /// The start of the last period.
    pub last_at: Stamp,
    /// How many periods stand above now; corrections can take some away.
    pub periods: i32,
    /// The start of the worst of them.
    pub worst_at: Stamp,
    /// By how much of its limit the worst is above, in millionths; 0 where the lowest value allowed was missed.
    pub multiple: i64,
    /// Why it goes on no longer; absent while it may.
    pub ended: Option<EventEnd>,
    /// Where it stands.
    pub status: EventStatus,
    /// When it was recorded.
    pub recorded_at: Stamp,
    /// The last moment of the bureau's own term.
    pub handle_due: Stamp,
    /// The last moment for the answer that was asked for last.
    pub answer_due: Option<Stamp>,
    /// How it was settled; the reason is the last entry.
    pub outcome: Option<EventOutcome>,
    /// Why its data are no basis, where they are none.
    pub ground: Option<Ground>,
    /// When it was settled.
    pub closed_at: Option<Stamp>,
    /// Account that settled it.
    pub closed_by: Option<i64>,
    /// The enterprise.
    #[sea_orm(belongs_to, from = "enterprise_id", to = "id")]
    pub enterprise: BelongsTo<super::enterprise::Entity>,
    /// The outlet.
    #[sea_orm(belongs_to, from = "outlet_id", to = "id")]
    pub outlet: BelongsTo<super::outlet::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
