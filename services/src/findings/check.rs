//! The cross-check of a signed version.

use domain::crosscheck::{self, Report};
use entities::{declaration, declaration_version};
use sea_orm::EntityTrait;

use super::store;
use crate::{Ctx, Error, Result, evidence, store::content};

/// Compares a signed version with what others know and stores what does not fit. May be run again at any time: the same
/// evidence changes nothing. Of a version that has been corrected since nothing is stored.
///
/// # Errors
/// [`Error::NotFound`] when there is no such version.
pub async fn check(ctx: &Ctx, version_id: i64) -> Result<Report> {
    let db = ctx.store.read();
    let found = declaration_version::Entity::find_by_id(version_id).find_also_related(declaration::Entity);
    let (version, declaration) = found.one(db).await?.ok_or(Error::NotFound)?;
    let declaration = declaration.ok_or(Error::NotFound)?;
    let declared = content(&version.content)?;
    let evidence = evidence::gather(db, declaration.enterprise_id, declaration.quarter, declared).await?;
    let report = crosscheck::run(&evidence);
    store::keep(ctx, &declaration, version_id, &report).await?;
    Ok(report)
}
