//! What became of a command for a data logger, step by step. Only ever appended to, until its term is over.

use domain::{command::CommandStep, time::Stamp};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "device_command_step")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Of which command.
    pub command_id: i64,
    /// What happened.
    pub step: CommandStep,
    /// When.
    pub at: Stamp,
    /// `QnRtn` or `ExeRtn`, where it is an answer with one.
    pub code: Option<i64>,
    /// What was sent (CP), or what the answer said besides its code; may be empty.
    #[sea_orm(column_type = "Text")]
    pub detail: String,
    /// The frame that brought the answer.
    pub frame_id: Option<i64>,
    /// Account of whoever took the command back.
    pub account_id: Option<i64>,
    /// The command.
    #[sea_orm(belongs_to, from = "command_id", to = "id")]
    pub command: BelongsTo<super::device_command::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
