//! Something that another department or company delivered: who brought it, when, and what became of its rows. What it
//! brought counts only while it stands.

use domain::{
    delivery::{Brought, DeliveryState},
    sheet::Kind,
    time::{Day, Stamp},
};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "delivery")]
pub struct Model {
    /// Key: later ones have greater ones.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// What was delivered.
    pub kind: Kind,
    /// The names of its files.
    pub file_name: String,
    /// SHA-256 of the files, hexadecimal.
    pub digest: String,
    /// Who brought it; nobody: from the command line, or by a program.
    pub account_id: Option<i64>,
    /// By which way it came.
    pub brought: Brought,
    /// When it began to come in.
    pub at: Stamp,
    /// Whether it counts.
    pub state: DeliveryState,
    /// The first day that it is about; none of what has no days.
    pub first_day: Option<Day>,
    /// The last day that it is about.
    pub last_day: Option<Day>,
    /// Rows that were not there.
    pub new: i32,
    /// Rows that said something else than before.
    pub changed: i32,
    /// Rows that said the same.
    pub same: i32,
    /// Rows that were refused.
    pub refused: i32,
    /// Rows of which it was in doubt whom they mean.
    pub doubtful: i32,
    /// Rows that mean nobody of the register.
    pub strange: i32,
}

impl ActiveModelBehavior for ActiveModel {}
