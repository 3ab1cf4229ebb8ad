//! What stands in the way of an enterprise that is to go.

use domain::{case::CaseStage, finding::FindingStatus, time::Day};
use entities::{declaration, declaration_version, finding, job, meter_share, violation_case};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::{
    Ctx, Result,
    jobs::{self, CrossCheck, Job},
    store::merger,
};

/// Why an enterprise cannot be merged into another one as it stands. What others are still at is settled first: it would
/// otherwise be about nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// It is merged into another one already.
    Gone,
    /// Others are merged into it: a chain leads nowhere that can be undone in any order.
    Twins(usize),
    /// A case about it is being written, or waits to be published.
    Case,
    /// A finding about it is not settled.
    Finding,
    /// A declaration of it waits for its cross-check, which may find something.
    Check,
    /// So many of its shares of meters run: what is read would go on to be its bill.
    Meters(u64),
}

/// All that stands in the way.
pub(super) async fn of(ctx: &Ctx, db: &impl ConnectionTrait, enterprise_id: i64) -> Result<Vec<Hindrance>> {
    let mut found = Vec::new();
    if merger::of(db, enterprise_id).await?.is_some() {
        found.push(Hindrance::Gone);
    }
    let twins = merger::into(db, enterprise_id).await?.len();
    if twins > 0 {
        found.push(Hindrance::Twins(twins));
    }
    let cases = violation_case::Entity::find()
        .filter(violation_case::Column::EnterpriseId.eq(enterprise_id))
        .filter(violation_case::Column::Stage.is_in([CaseStage::Draft, CaseStage::Review, CaseStage::Cleared]));
    if cases.count(db).await? > 0 {
        found.push(Hindrance::Case);
    }
    let unsettled = [FindingStatus::Open, FindingStatus::Asked, FindingStatus::Explained];
    let findings = finding::Entity::find()
        .filter(finding::Column::EnterpriseId.eq(enterprise_id))
        .filter(finding::Column::Status.is_in(unsettled));
    if findings.count(db).await? > 0 {
        found.push(Hindrance::Finding);
    }
    if is_checked(db, enterprise_id).await? {
        found.push(Hindrance::Check);
    }
    let runs = Condition::any()
        .add(meter_share::Column::ValidTo.is_null())
        .add(meter_share::Column::ValidTo.gte(Day(ctx.now().day())));
    let meters = meter_share::Entity::find().filter(meter_share::Column::EnterpriseId.eq(enterprise_id)).filter(runs);
    let meters = meters.count(db).await?;
    if meters > 0 {
        found.push(Hindrance::Meters(meters));
    }
    Ok(found)
}

/// Whether a cross-check of one of its declarations waits.
async fn is_checked(db: &impl ConnectionTrait, enterprise_id: i64) -> Result<bool> {
    let kind = Job::CrossCheck(CrossCheck { version_id: 0 }).kind();
    let waiting = job::Entity::find().filter(job::Column::Kind.eq(kind)).filter(job::Column::FailedAt.is_null());
    let version = |row: &job::Model| match jobs::read(row) {
        Ok(Job::CrossCheck(check)) => Some(check.version_id),
        _ => None,
    };
    let versions: Vec<i64> = waiting.all(db).await?.iter().filter_map(version).collect();
    if versions.is_empty() {
        return Ok(false);
    }
    let own = declaration_version::Entity::find()
        .inner_join(declaration::Entity)
        .filter(declaration_version::Column::Id.is_in(versions))
        .filter(declaration::Column::EnterpriseId.eq(enterprise_id));
    Ok(own.count(db).await? > 0)
}
