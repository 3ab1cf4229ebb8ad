//! Somebody who answers for an enterprise.

use domain::{person::Duty, time::Day};
use sea_orm::entity::prelude::*;

/// A row. Nobody reads it but those who keep the register and the officials who may read the enterprise's file.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Whose.
    pub enterprise_id: i64,
    /// What they answer for.
    pub duty: Duty,
    /// Their name.
    pub name: String,
    /// Where they are reached; may be empty.
    pub phone: String,
    /// First day.
    pub valid_from: Day,
    /// Last day; open when absent.
    pub valid_to: Option<Day>,
}

impl ActiveModelBehavior for ActiveModel {}
