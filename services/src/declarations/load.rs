//! Loading declarations through their enterprise.

use std::collections::HashMap;

use domain::{quarter::Quarter, time::Day};
use entities::{account, declaration, declaration_version, enterprise, town};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use super::refusal::{Locked, Refusal};
use crate::{Error, Result, accounts::Actor, store::merger};

/// The key of the actor's own enterprise.
pub(super) fn own(actor: &Actor) -> Result<i64> {
    actor.enterprise_id.ok_or(Error::Forbidden)
}

/// An enterprise and its town.
pub(super) async fn enterprise(db: &impl ConnectionTrait, id: i64) -> Result<(enterprise::Model, Option<town::Model>)> {
    let found = enterprise::Entity::find_by_id(id).find_also_related(town::Entity).one(db).await?;
    found.ok_or(Error::NotFound)
}

/// Goes on only with an enterprise that is merged into no other one.
pub(super) async fn must_stand(db: &impl ConnectionTrait, id: i64) -> Result<(), Refusal> {
    match merger::kept_code(db, id).await? {
        Some(code) => Err(Locked::Merged(code).into()),
        None => Ok(()),
    }
}

/// The day from which on an enterprise is closed.
pub(super) async fn closed_on(db: &impl ConnectionTrait, id: i64) -> Result<Option<Day>> {
    Ok(enterprise::Entity::find_by_id(id).one(db).await?.and_then(|row| row.closed_on))
}

/// An enterprise's declaration for a quarter.
pub(super) async fn declaration(
    db: &impl ConnectionTrait,
    enterprise_id: i64,
    quarter: Quarter,
) -> Result<Option<declaration::Model>> {
    Ok(of_quarter(enterprise_id, quarter).one(db).await?)
}

/// The same, and nobody else changes it before the transaction ends. SQLite has one writer anyway.
pub(super) async fn locked(
    tx: &impl ConnectionTrait,
    enterprise_id: i64,
    quarter: Quarter,
) -> Result<Option<declaration::Model>> {
    Ok(of_quarter(enterprise_id, quarter).lock_exclusive().one(tx).await?)
}

fn of_quarter(enterprise_id: i64, quarter: Quarter) -> Select<declaration::Entity> {
    declaration::Entity::find()
        .filter(declaration::Column::EnterpriseId.eq(enterprise_id))
        .filter(declaration::Column::Quarter.eq(quarter))
}

/// The signed versions of a declaration, oldest first.
pub(super) async fn versions(
    db: &impl ConnectionTrait,
    declaration_id: i64,
) -> Result<Vec<declaration_version::Model>> {
    Ok(declaration_version::Entity::find()
        .filter(declaration_version::Column::DeclarationId.eq(declaration_id))
        .order_by_asc(declaration_version::Column::Number)
        .all(db)
        .await?)
}

/// The newest signed version of an enterprise's declaration for a quarter.
pub(crate) async fn newest_version(
    db: &impl ConnectionTrait,
    enterprise_id: i64,
    quarter: Quarter,
) -> Result<Option<declaration_version::Model>> {
    Ok(declaration_version::Entity::find()
        .inner_join(declaration::Entity)
        .filter(declaration::Column::EnterpriseId.eq(enterprise_id))
        .filter(declaration::Column::Quarter.eq(quarter))
        .order_by_desc(declaration_version::Column::Number)
        .one(db)
        .await?)
}

/// The names of accounts.
pub(super) async fn names(
    db: &impl ConnectionTrait,
    accounts: impl IntoIterator<Item = i64>,
) -> Result<HashMap<i64, String>> {
    let rows = account::Entity::find().filter(account::Column::Id.is_in(accounts)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// The name of one account.
pub(super) async fn name(db: &impl ConnectionTrait, account: Option<i64>) -> Result<Option<String>> {
    let Some(id) = account else { return Ok(None) };
    Ok(names(db, [id]).await?.remove(&id))
}
