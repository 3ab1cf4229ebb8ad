//! A sign in the data of an outlet (数据异常迹象): a stretch that asks for an explanation. A question, never a ruling.

use domain::{
    sign::{SignKind, SignOutcome, SignStatus},
    time::Stamp,
};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Whose.
    pub enterprise_id: i64,
    /// At which outlet.
    pub outlet_id: i64,
    /// What it looks like.
    pub kind: SignKind,
    /// How grave its kind is beside others, 1 the gravest.
    pub rank: i32,
    /// Code in HJ 212; empty where it is of the outlet as a whole.
    pub pollutant: String,
    /// Its first moment.
    pub from_at: Stamp,
    /// The first moment after it, as far as it has been seen.
    pub to_at: Stamp,
    /// Whether it may go on.
    pub goes_on: bool,
    /// Whether the data still show it; otherwise corrected data, or marks, took it away.
    pub is_left: bool,
    /// The figures that it was found by, JSON (`domain::sign::Evidence`).
    #[sea_orm(column_type = "Text")]
    pub evidence: String,
    /// Where it stands.
    pub status: SignStatus,
    /// When it was recorded.
    pub recorded_at: Stamp,
    /// When the bureau asked first: from then on the enterprise sees it.
    pub asked_at: Option<Stamp>,
    /// The last moment for the answer that was asked for last.
    pub answer_due: Option<Stamp>,
    /// How it was settled; the reason is the last entry.
    pub outcome: Option<SignOutcome>,
    /// When it was settled.
    pub closed_at: Option<Stamp>,
    /// Account that settled it.
    pub closed_by: Option<i64>,
    /// The enterprise.
    #[sea_orm(belongs_to, from = "enterprise_id", to = "id")]
    pub enterprise: BelongsTo<super::enterprise::Entity>,
    /// The outlet.
    #[sea_orm(belongs_to, from = "outlet_id", to = "id")]
    pub outlet: BelongsTo<super::outlet::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
