//! What a data logger was asked to do (反控命令), and where that stands. Its course stands in `device_command_step`.

use domain::{
    command::{AskedBy, CommandKind, CommandState},
    time::Stamp,
};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "device_command")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Which logger.
    #[sea_orm(unique_key = "device_qn")]
    pub device_id: i64,
    /// What it is to do.
    pub kind: CommandKind,
    /// Code of the analyser that it is about; empty: the logger itself.
    pub pol_id: String,
    /// Of a back-fill: the start of the first period.
    pub from_at: Option<Stamp>,
    /// Of a back-fill: the start of the last period.
    pub to_at: Option<Stamp>,
    /// Seconds that an answer is waited for (`OverTime`).
    pub over_time: i32,
    /// How often it is sent again (`ReCount`).
    pub re_count: i32,
    /// A person, or which rule of the portal.
    pub asked_by: AskedBy,
    /// Account of the person.
    pub account_id: Option<i64>,
    /// Why: in words of the person; of a clock that is off, by how many seconds (behind: below zero); else empty.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// When.
    pub asked_at: Stamp,
    /// It is not sent before this moment.
    pub not_before: Stamp,
    /// It is not sent for the first time after this moment.
    pub expires_at: Stamp,
    /// Where it stands.
    pub state: CommandState,
    /// Since when.
    pub since: Stamp,
    /// Its number on the wire (QN, 17 digits), from its first sending on. Numbers of one logger only grow.
    #[sea_orm(unique_key = "device_qn")]
    pub qn: Option<String>,
    /// How often it was sent.
    pub attempts: i32,
    /// When it was sent last.
    pub sent_at: Option<Stamp>,
    /// `QnRtn` of the first 9011 that came back.
    pub taken: Option<i64>,
    /// `ExeRtn` of the first 9012 that came back.
    pub ended: Option<i64>,
    /// Packets with data that came with its number.
    pub packets: i32,
    /// The logger.
    #[sea_orm(belongs_to, from = "device_id", to = "id")]
    pub device: BelongsTo<super::device::Entity>,
    /// What became of it.
    #[sea_orm(has_many)]
    pub steps: HasMany<super::device_command_step::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
