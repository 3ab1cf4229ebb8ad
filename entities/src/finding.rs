//! A finding (疑点) of the cross-check.

use domain::{
    finding::{FindingStatus, Outcome, Severity},
    quarter::Quarter,
    time::Stamp,
};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "finding")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// About whom.
    pub enterprise_id: i64,
    /// About which signed declaration.
    pub version_id: i64,
    /// About which quarter.
    pub quarter: Quarter,
    /// Id in the register of rules (`X04`).
    pub rule: String,
    /// Version of the rule.
    pub rule_version: i32,
    /// How grave.
    pub severity: Severity,
    /// Where it stands.
    pub status: FindingStatus,
    /// What it is about: a field, an outlet and pollutant.
    pub subject: String,
    /// How far its two figures are apart, in millionths of the larger: what ranks findings of one severity.
    #[sea_orm(default_value = 0)]
    pub distance: i32,
    /// The inputs as frozen JSON.
    #[sea_orm(column_type = "Text")]
    pub inputs: String,
    /// When it was made.
    pub created_at: Stamp,
    /// When it was settled.
    pub closed_at: Option<Stamp>,
    /// Account that settled it.
    pub closed_by: Option<i64>,
    /// What came out; absent while it is not settled. The reason is the last message.
    pub outcome: Option<Outcome>,
    /// When the enterprise was asked first; absent: it does not see this finding.
    pub asked_at: Option<Stamp>,
    /// The last moment for the explanation that was asked for last.
    pub answer_due: Option<Stamp>,
    /// The enterprise.
    #[sea_orm(belongs_to, from = "enterprise_id", to = "id")]
    pub enterprise: BelongsTo<super::enterprise::Entity>,
    /// The declaration.
    #[sea_orm(belongs_to, from = "version_id", to = "id")]
    pub version: BelongsTo<super::declaration_version::Entity>,
    /// What was written about it.
    #[sea_orm(has_many)]
    pub messages: HasMany<super::finding_message::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
