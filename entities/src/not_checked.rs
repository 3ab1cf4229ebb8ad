//! What the last check of a signed version could not look at: no pass, and no finding.

use domain::crosscheck::Why;
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "not_checked")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Of which signed declaration.
    pub version_id: i64,
    /// Id in the register of rules (`X04`).
    pub rule: String,
    /// What it would have been about: a field, an outlet and pollutant.
    pub subject: String,
    /// Why it has no opinion.
    pub why: Why,
    /// The declaration.
    #[sea_orm(belongs_to, from = "version_id", to = "id")]
    pub version: BelongsTo<super::declaration_version::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
