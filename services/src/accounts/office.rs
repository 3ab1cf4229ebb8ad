//! For whom somebody works here.

use entities::{enterprise, town};
use sea_orm::{ConnectionTrait, EntityTrait};

use super::Actor;
use crate::{Ctx, Error, Names, Result};

/// The enterprise of an account, or the town of one of a branch; none for those of the city's own bureau.
///
/// # Errors
/// [`NotFound`](Error::NotFound) where the account names an enterprise or a town that is gone.
pub async fn office(ctx: &Ctx, actor: &Actor) -> Result<Option<Names>> {
    office_of(ctx.store.read(), actor.enterprise_id, actor.town_id).await
}

/// The same for an account that has such an enterprise or town.
pub(super) async fn office_of(
    db: &impl ConnectionTrait,
    enterprise_id: Option<i64>,
    town_id: Option<i64>,
) -> Result<Option<Names>> {
    if let Some(id) = enterprise_id {
        let found = enterprise::Entity::find_by_id(id).one(db).await?.ok_or(Error::NotFound)?;
        return Ok(Some(Names::new(found.name, found.name_en)));
    }
    let Some(id) = town_id else { return Ok(None) };
    let found = town::Entity::find_by_id(id).one(db).await?.ok_or(Error::NotFound)?;
    Ok(Some(Names::new(found.name, found.name_en)))
}
