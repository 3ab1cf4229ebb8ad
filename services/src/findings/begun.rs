//! The cases that were begun from a finding.

use domain::{
    access::{Action, may},
    case::CaseStage,
};
use entities::violation_case;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{Ctx, Result, accounts::Actor};

/// A case that was begun from a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseBegun {
    /// Its number, as in addresses.
    pub case_no: String,
    /// How far it is.
    pub stage: CaseStage,
}

/// Those of one finding, oldest first. Whoever does not read cases does not learn of them here either.
pub(super) async fn begun(ctx: &Ctx, actor: &Actor, finding_id: i64) -> Result<Vec<CaseBegun>> {
    if !may(actor.role, Action::ReadCase) {
        return Ok(Vec::new());
    }
    let found: Vec<(String, CaseStage)> = violation_case::Entity::find()
        .select_only()
        .columns([violation_case::Column::CaseNo, violation_case::Column::Stage])
        .filter(violation_case::Column::FindingId.eq(finding_id))
        .order_by_asc(violation_case::Column::Id)
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    Ok(found.into_iter().map(|(case_no, stage)| CaseBegun { case_no, stage }).collect())
}
