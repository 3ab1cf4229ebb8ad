//! Marks with what became of them, as the rules read them.

use std::collections::HashMap;

use domain::{
    mark::{Mark, MarkState, MarkStep},
    time::Stamp,
};
use entities::{enterprise, mark, mark_step, outlet};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};

use crate::{Error, Result, accounts::Actor};

/// A mark with its steps, oldest first.
#[derive(Clone, Debug)]
pub(super) struct Loaded {
    pub row: mark::Model,
    pub steps: Vec<mark_step::Model>,
}

impl Loaded {
    /// Where it stands.
    pub fn state(&self) -> MarkState {
        let steps: Vec<MarkStep> = self.steps.iter().map(|step| step.step).collect();
        MarkState::after(self.row.asked_for, &steps)
    }

    /// When it ends; none while it is open.
    pub fn to(&self) -> Option<Stamp> {
        self.row.to_at.or_else(|| self.steps.iter().find_map(|step| step.ended_at))
    }

    /// The mark as the rules read it.
    pub fn mark(&self) -> Mark {
        Mark {
            kind: self.row.kind,
            pollutants: self.row.pollutants.split_whitespace().map(str::to_owned).collect(),
            from: self.row.from_at,
            to: self.to(),
            treatment_runs: self.row.treatment_runs,
        }
    }
}

/// Rows with their steps, in the order of the rows.
pub(super) async fn with_steps(db: &impl ConnectionTrait, rows: Vec<mark::Model>) -> Result<Vec<Loaded>> {
    let found = mark_step::Entity::find()
        .filter(mark_step::Column::MarkId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(mark_step::Column::Id)
        .all(db)
        .await?;
    let mut steps: HashMap<i64, Vec<mark_step::Model>> = HashMap::new();
    for step in found {
        steps.entry(step.mark_id).or_default().push(step);
    }
    Ok(rows.into_iter().map(|row| Loaded { steps: steps.remove(&row.id).unwrap_or_default(), row }).collect())
}

/// The marks of some outlets that can touch what comes after a moment: none lasts longer than it may, so that the beginning
/// tells. In order of their beginnings.
pub(super) async fn touching(db: &impl ConnectionTrait, outlets: &[i64], from: Stamp) -> Result<Vec<Loaded>> {
    use domain::{mark::LONGEST, time::DAY};
    let rows = mark::Entity::find()
        .filter(mark::Column::OutletId.is_in(outlets.iter().copied()))
        .filter(mark::Column::FromAt.gt(from.minus(LONGEST * DAY)))
        .order_by_asc(mark::Column::FromAt)
        .order_by_asc(mark::Column::Id)
        .all(db)
        .await?;
    let mut all = with_steps(db, rows).await?;
    all.retain(|loaded| loaded.mark().until() > from);
    Ok(all)
}

/// The outlets of enterprises that fulfil a condition.
fn outlets_where(condition: Expr) -> SelectStatement {
    let enterprises =
        Query::select().column(enterprise::Column::Id).from(enterprise::Entity).and_where(condition).take();
    Query::select()
        .column(outlet::Column::Id)
        .from(outlet::Entity)
        .and_where(Expr::col(outlet::Column::EnterpriseId).in_subquery(enterprises))
        .take()
}

/// The marks that somebody of the bureau may see: those of the own area, where the role has one.
pub(super) fn visible(actor: &Actor) -> Select<mark::Entity> {
    let all = mark::Entity::find();
    let Some(towns) = actor.area() else { return all };
    let here = Expr::col((enterprise::Entity, enterprise::Column::TownId)).is_in(towns);
    all.filter(mark::Column::OutletId.in_subquery(outlets_where(here)))
}

/// Those of an enterprise by its credit code.
pub(super) fn of_code(code: domain::credit_code::CreditCode) -> SelectStatement {
    outlets_where(Expr::col((enterprise::Entity, enterprise::Column::CreditCode)).eq(code))
}

/// The marks of the own enterprise.
pub(super) fn own(actor: &Actor) -> Select<mark::Entity> {
    // An account of no enterprise sees those of none.
    let own = Expr::col((enterprise::Entity, enterprise::Column::Id)).eq(actor.enterprise_id.unwrap_or_default());
    mark::Entity::find().filter(mark::Column::OutletId.in_subquery(outlets_where(own)))
}

/// One of them, to go a step on: whoever comes second waits, and then sees what the first one did.
pub(super) async fn for_step(tx: &impl ConnectionTrait, wanted: Select<mark::Entity>, id: i64) -> Result<Loaded> {
    let row = wanted.filter(mark::Column::Id.eq(id)).lock_exclusive().one(tx).await?.ok_or(Error::NotFound)?;
    with_steps(tx, vec![row]).await?.pop().ok_or(Error::NotFound)
}

/// One of them, to be read.
pub(super) async fn one(db: &impl ConnectionTrait, wanted: Select<mark::Entity>, id: i64) -> Result<Loaded> {
    let row = wanted.filter(mark::Column::Id.eq(id)).one(db).await?.ok_or(Error::NotFound)?;
    with_steps(db, vec![row]).await?.pop().ok_or(Error::NotFound)
}
