//! A credit code or a name that an enterprise had before.

use domain::{enterprise::FormerKind, time::Day};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "former_identity")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Whose.
    pub enterprise_id: i64,
    /// Whether it is a code or a name.
    pub kind: FormerKind,
    /// The code or the name.
    pub said: String,
    /// Pinyin of a name, for the search; of a code it is empty.
    pub pinyin: String,
    /// The first day on which it was so no longer.
    pub until: Day,
    /// The enterprise.
    #[sea_orm(belongs_to, from = "enterprise_id", to = "id")]
    pub enterprise: BelongsTo<super::enterprise::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
