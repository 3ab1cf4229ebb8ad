//! Signed declarations.

use domain::{quarter::Quarter, time::Stamp};
use entities::{declaration, declaration_version as version};
use sea_orm::{ColumnTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait};

use super::{Event, Kind, What};
use crate::{
    Ctx, Result,
    owed::{Timing, in_use},
};

/// Every signature; what was signed is long and stays in the store.
pub(super) async fn events(ctx: &Ctx, enterprise_id: i64) -> Result<Vec<Event>> {
    type Line = (i32, String, Stamp, Quarter);
    let signed: Vec<Line> = version::Entity::find()
        .select_only()
        .columns([version::Column::Number, version::Column::Reason])
        .column(version::Column::SubmittedAt)
        .column(declaration::Column::Quarter)
        .join(JoinType::InnerJoin, version::Relation::Declaration.def())
        .filter(declaration::Column::EnterpriseId.eq(enterprise_id))
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    let in_use = in_use(ctx.store.read()).await?;
    let event = |(version, reason, at, quarter): Line| Event {
        at,
        kind: Kind::Declarations,
        what: What::Signed {
            quarter,
            version,
            late: version == 1 && in_use.timing(quarter, at.day()) == Timing::Late,
            reason,
        },
    };
    Ok(signed.into_iter().map(event).collect())
}
