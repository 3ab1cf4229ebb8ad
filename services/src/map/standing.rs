//! Which map stands.

use domain::{access::Action, map::ShapeKind, time::Stamp};
use entities::{account, city_map, map_shape};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use crate::{Ctx, Result, accounts::Actor};

/// The map that stands, as whoever keeps it sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// When it was imported.
    pub at: Stamp,
    /// By whom; none: on the command line.
    pub who: Option<String>,
    /// From which file.
    pub file: String,
    /// In which system that was.
    pub system: String,
    /// Towns that have a boundary.
    pub towns: u64,
    /// Rivers.
    pub rivers: u64,
    /// Whether it has the outline of the city.
    pub has_city: bool,
}

/// The map that stands; none where none was imported yet.
pub async fn standing(ctx: &Ctx, actor: &Actor) -> Result<Option<Standing>> {
    actor.must(Action::ManageRegister)?;
    let db = ctx.store.read();
    let Some(row) = newest(db).await? else { return Ok(None) };
    let count = |kind: ShapeKind| {
        let own = map_shape::Entity::find().filter(map_shape::Column::MapId.eq(row.id));
        own.filter(map_shape::Column::Kind.eq(kind)).count(db)
    };
    let (towns, rivers) = (count(ShapeKind::Town).await?, count(ShapeKind::River).await?);
    let has_city = count(ShapeKind::City).await? > 0;
    let who = match row.account_id {
        Some(id) => account::Entity::find_by_id(id).one(db).await?.map(|account| account.name),
        None => None,
    };
    Ok(Some(Standing { at: row.at, who, file: row.file, system: row.system, towns, rivers, has_city }))
}

/// The row of the map that stands.
pub(super) async fn newest(db: &impl ConnectionTrait) -> Result<Option<city_map::Model>> {
    Ok(city_map::Entity::find().order_by_desc(city_map::Column::Id).one(db).await?)
}
