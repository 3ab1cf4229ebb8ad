//! How many cases wait for whom.

use domain::{access::Action, case::CaseStage};
use entities::violation_case;
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect};

use crate::{Ctx, Result, accounts::Actor};

/// Numbers of cases that are on their way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CaseCounts {
    /// With the officer.
    pub drafts: u64,
    /// To be reviewed before publication.
    pub review: u64,
    /// With the publisher.
    pub cleared: u64,
    /// Published cases of which a report waits for the publisher.
    pub reports: u64,
}

/// Published cases of which a report waits.
pub(super) fn reported() -> Condition {
    Condition::all()
        .add(violation_case::Column::Stage.eq(CaseStage::Published))
        .add(violation_case::Column::ReportedAt.is_not_null())
}

/// How many cases are on their way, by stage.
pub async fn counts(ctx: &Ctx, actor: &Actor) -> Result<CaseCounts> {
    actor.must(Action::ReadCase)?;
    let groups: Vec<(CaseStage, i64)> = violation_case::Entity::find()
        .select_only()
        .column(violation_case::Column::Stage)
        .column_as(violation_case::Column::Id.count(), "number")
        .group_by(violation_case::Column::Stage)
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    let of = |stage| {
        let number = groups.iter().find(|(own, _)| *own == stage).map_or(0, |(_, number)| *number);
        u64::try_from(number).unwrap_or_default()
    };
    let reports = violation_case::Entity::find().filter(reported()).count(ctx.store.read()).await?;
    Ok(CaseCounts {
        drafts: of(CaseStage::Draft),
        review: of(CaseStage::Review),
        cleared: of(CaseStage::Cleared),
        reports,
    })
}
