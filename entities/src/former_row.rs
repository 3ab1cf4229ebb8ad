//! What a row of the register said until a day.

use domain::{sheet::Kind, time::Day};
use sea_orm::entity::prelude::*;

/// A row. What older quarters read is found here: a figure that is changed holds from a day on, and before it what stood.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "former_row")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Of which table of the register.
    #[sea_orm(unique_key = "kind_row_until")]
    pub kind: Kind,
    /// The key of the row there.
    #[sea_orm(unique_key = "kind_row_until")]
    pub row_id: i64,
    /// The first day on which it was so no longer.
    #[sea_orm(unique_key = "kind_row_until")]
    pub until: Day,
    /// What it said, by its columns, as JSON; `null`: there was none.
    #[sea_orm(column_type = "Text")]
    pub said: String,
}

impl ActiveModelBehavior for ActiveModel {}
