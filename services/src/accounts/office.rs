//! For whom somebody works here.

use entities::{enterprise, town};
use sea_orm::EntityTrait;

use super::Actor;
use crate::{Ctx, Error, Names, Result};

/// The enterprise of an account, or the town of one of a branch; none for those of the city's own bureau.
///
/// # Errors
/// [`NotFound`](Error::NotFound) where the account names an enterprise or a town that is gone.
pub async fn office(ctx: &Ctx, actor: &Actor) -> Result<Option<Names>> {
    let db = ctx.store.read();
    if let Some(id) = actor.enterprise_id {
        let found = enterprise::Entity::find_by_id(id).one(db).await?.ok_or(Error::NotFound)?;
        return Ok(Some(Names::new(found.name, found.name_en)));
    }
    let Some(id) = actor.town_id else { return Ok(None) };
    let found = town::Entity::find_by_id(id).one(db).await?.ok_or(Error::NotFound)?;
    Ok(Some(Names::new(found.name, found.name_en)))
}
