//! How many declarations came for each quarter.

use domain::{quarter::Quarter, time::Stamp};
use entities::{declaration, declaration_version};
use sea_orm::{ColumnTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait};

use crate::{
    Ctx, Result,
    owed::{Timing, in_use},
    public::open::public_ones,
};

/// How many quarters are told.
const QUARTERS: usize = 4;

/// The declarations of a quarter in numbers. How many had to come is known of today's register only, so nothing is said
/// of it here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filed {
    /// The quarter.
    pub quarter: Quarter,
    /// Declarations that were filed.
    pub filed: u64,
    /// Of these, filed first by the due day.
    pub in_time: u64,
}

/// The last four quarters that have ended, the newest first; a first filing counts, corrections do not.
pub async fn by_quarter(ctx: &Ctx) -> Result<Vec<Filed>> {
    let quarters = Quarter::last_ended(ctx.now().day()).back(QUARTERS);
    let first: Vec<(Quarter, Stamp)> = declaration_version::Entity::find()
        .select_only()
        .column(declaration::Column::Quarter)
        .column(declaration_version::Column::SubmittedAt)
        .join(JoinType::InnerJoin, declaration_version::Relation::Declaration.def())
        .filter(declaration_version::Column::Number.eq(1))
        .filter(declaration::Column::EnterpriseId.in_subquery(public_ones(ctx.now().day())))
        .filter(declaration::Column::Quarter.is_in(quarters.iter().copied()))
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    let in_use = in_use(ctx.store.read()).await?;
    let of = |quarter: Quarter| {
        let own = || first.iter().filter(move |(one, _)| *one == quarter);
        let in_time = own().filter(|(_, at)| in_use.timing(quarter, at.day()) == Timing::InTime).count();
        Filed { quarter, filed: own().count() as u64, in_time: in_time as u64 }
    };
    Ok(quarters.into_iter().rev().map(of).collect())
}
