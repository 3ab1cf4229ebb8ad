//! Who is merged into whom (重复合并). One that went keeps all its rows; whoever lists, counts or reminds leaves it out by
//! [`stands`], and whoever is given its code goes on with the one that stays. None that stays is merged itself, so one step
//! leads there.

use std::collections::HashMap;

use domain::credit_code::CreditCode;
use entities::{
    enterprise,
    merger::{Column, Entity, Model},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Query, SelectStatement},
};

use crate::Result;

/// The keys of those that went.
pub(crate) fn gone() -> SelectStatement {
    Query::select().column(Column::GoneId).from(Entity).take()
}

/// Enterprises that are merged into nobody.
pub(crate) fn stands() -> Condition {
    Condition::all().add(enterprise::Column::Id.not_in_subquery(gone()))
}

/// How one went, where it did.
pub(crate) async fn of(db: &impl ConnectionTrait, enterprise_id: i64) -> Result<Option<Model>> {
    Ok(Entity::find_by_id(enterprise_id).one(db).await?)
}

/// Those that are merged into one, in the order of their merging.
pub(crate) async fn into(db: &impl ConnectionTrait, enterprise_id: i64) -> Result<Vec<Model>> {
    let found = Entity::find().filter(Column::KeptId.eq(enterprise_id));
    Ok(found.order_by_asc(Column::At).order_by_asc(Column::GoneId).all(db).await?)
}

/// All that went, and into whom.
pub(crate) async fn all(db: &impl ConnectionTrait) -> Result<HashMap<i64, i64>> {
    let rows = Entity::find().select_only().columns([Column::GoneId, Column::KeptId]);
    Ok(rows.into_tuple::<(i64, i64)>().all(db).await?.into_iter().collect())
}

/// The row of whoever an enterprise is today: its own, or that of the one into which it is merged.
pub(crate) async fn standing(db: &impl ConnectionTrait, row: enterprise::Model) -> Result<enterprise::Model> {
    let Some(merger) = of(db, row.id).await? else { return Ok(row) };
    Ok(enterprise::Entity::find_by_id(merger.kept_id).one(db).await?.unwrap_or(row))
}

/// The code of the one into which an enterprise is merged.
pub(crate) async fn kept_code(db: &impl ConnectionTrait, enterprise_id: i64) -> Result<Option<CreditCode>> {
    let Some(merger) = of(db, enterprise_id).await? else { return Ok(None) };
    Ok(enterprise::Entity::find_by_id(merger.kept_id).one(db).await?.map(|kept| kept.credit_code))
}
