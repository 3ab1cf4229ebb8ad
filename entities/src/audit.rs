//! Who changed or opened what, and when. Only ever appended.

use domain::{access::Role, time::Stamp};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// When.
    pub at: Stamp,
    /// Who; absent for the system itself.
    pub account_id: Option<i64>,
    /// In which role.
    pub role: Role,
    /// `domain::access::Action` or a job's name.
    pub action: String,
    /// Table and key.
    pub subject: String,
    /// What, as JSON, without personal data.
    #[sea_orm(column_type = "Text")]
    pub detail: String,
}

impl ActiveModelBehavior for ActiveModel {}
