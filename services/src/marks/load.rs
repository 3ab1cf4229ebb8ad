//! The marks that somebody may see.

use entities::{enterprise, mark, outlet};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Select,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};

use crate::{
    Error, Result,
    accounts::Actor,
    basis::marks::{Loaded, with_steps},
};

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
    let outlets = Query::select()
        .column(outlet::Column::Id)
        .from(outlet::Entity)
        .cond_where(actor.sees_enterprise(outlet::Column::EnterpriseId))
        .take();
    mark::Entity::find().filter(mark::Column::OutletId.in_subquery(outlets))
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
