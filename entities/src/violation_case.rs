//! A penalty case (行政处罚案件).

use domain::{
    case::{CaseStage, CaseStatus, Gravity, Measures, ViolationKind, Withdrawal},
    money::Fen,
    time::{Day, Stamp},
};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "violation_case")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Number of the decision, as in addresses: `DH-2026-0123`.
    #[sea_orm(unique)]
    pub case_no: String,
    /// Number on the document: `示环罚字〔2026〕123号`.
    pub document_no: String,
    /// Against whom.
    pub enterprise_id: i64,
    /// What was done.
    pub kind: ViolationKind,
    /// Where it stands.
    pub status: CaseStatus,
    /// The day of the act; of one that lasted the first.
    pub acted_on: Day,
    /// The last day of an act that lasted: decides which law applies. Absent where it was of one day.
    pub acted_until: Option<Day>,
    /// The day on which the bureau discovered it; absent in cases that were written before it was asked for.
    pub found_on: Option<Day>,
    /// The day of the decision.
    pub decided_on: Option<Day>,
    /// The day on which it was handed over as a suspected crime.
    pub transferred_on: Option<Day>,
    /// The day on which it came back without a criminal punishment.
    pub returned_on: Option<Day>,
    /// When it was published; absent = not public.
    pub published_at: Option<Stamp>,
    /// The day on which publication ends.
    pub public_until: Option<Day>,
    /// What was found.
    #[sea_orm(column_type = "Text")]
    pub facts: String,
    /// Law and article that applied on the day of the act.
    #[sea_orm(column_type = "Text")]
    pub basis: String,
    /// How the amount was worked out.
    #[sea_orm(column_type = "Text")]
    pub discretion: String,
    /// What has been put right.
    #[sea_orm(column_type = "Text")]
    pub rectification: String,
    /// The enterprise's own words.
    #[sea_orm(column_type = "Text")]
    pub statement: String,
    /// The fine.
    pub fine: Fen,
    /// What is ordered beside it.
    pub measures: Measures,
    /// How far it is on its way to the public.
    pub stage: CaseStage,
    /// How grave the breach of trust is; decides how long the publication lasts.
    pub gravity: Option<Gravity>,
    /// What that follows from; empty in cases that were written before it was asked for, whose class is not shown.
    #[sea_orm(column_type = "Text")]
    pub gravity_basis: String,
    /// The finding that it came from.
    pub finding_id: Option<i64>,
    /// Account of whoever wrote the draft.
    pub drafted_by: Option<i64>,
    /// Counts saves, so that two writers notice each other.
    pub revision: i64,
    /// Why it was taken down early.
    pub withdrawal: Option<Withdrawal>,
    /// When it was taken down early.
    pub withdrawn_at: Option<Stamp>,
    /// The day on which the violation was put right, as published.
    pub rectified_on: Option<Day>,
    /// The day on which the file was closed, as published.
    pub closed_on: Option<Day>,
    /// Who decided; empty in cases that were published before it was asked for.
    pub authority: String,
    /// The provision that was broken; empty as above.
    #[sea_orm(column_type = "Text")]
    pub breached: String,
    /// When an officer reported what became of it; absent while no report waits for the publisher.
    pub reported_at: Option<Stamp>,
    /// The enterprise.
    #[sea_orm(belongs_to, from = "enterprise_id", to = "id")]
    pub enterprise: BelongsTo<super::enterprise::Entity>,
    /// What was done on the way.
    #[sea_orm(has_many)]
    pub steps: HasMany<super::case_step::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
