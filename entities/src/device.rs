//! A data logger (数采仪) at an outlet.

use domain::{device::ProtocolEdition, time::Day};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "device")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Where it stands.
    pub outlet_id: i64,
    /// Its number in HJ 212.
    #[sea_orm(unique)]
    pub mn: String,
    /// Its six-character password; the protocol needs it in clear.
    pub password: String,
    /// The edition that it speaks.
    pub edition: ProtocolEdition,
    /// Seconds between real-time uploads.
    pub realtime_seconds: i32,
    /// Defects that are accepted from it, comma-separated codes; empty = strict.
    pub tolerated: String,
    /// Units in which it sends, where they differ from the code table: `w20117=mg/L,…`.
    pub units: String,
    /// Whether its frames are refused.
    pub disabled: bool,
    /// When it was installed.
    pub installed_on: Day,
    /// First day of whose values everybody sees those that it sends; absent: in trial.
    pub public_from: Option<Day>,
    /// First day on which it is closed: its frames are refused, and it is not missed.
    pub closed_on: Option<Day>,
    /// The outlet.
    #[sea_orm(belongs_to, from = "outlet_id", to = "id")]
    pub outlet: BelongsTo<super::outlet::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
