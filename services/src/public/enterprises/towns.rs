//! The town-level units of the city.

use std::collections::HashMap;

use domain::{fixed::Micro, life::Audience};
use entities::{enterprise, town};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    Ctx, Names, Result,
    public::{open::seen_by, party::town_names},
};

/// A town-level unit (镇街).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Town {
    /// Division code, 9 digits.
    pub code: String,
    /// Its name.
    pub name: Names,
    /// Latitude of its centre, WGS-84 degrees.
    pub lat: Micro,
    /// Longitude of its centre, WGS-84 degrees.
    pub lng: Micro,
    /// Its outline: `lng,lat` pairs in degrees, separated by spaces.
    pub outline: String,
    /// Enterprises in it that everybody sees.
    pub enterprises: u64,
    /// Whether it is closed today: nothing new is entered into it.
    pub is_closed: bool,
}

/// All towns in order of their codes.
pub async fn towns(ctx: &Ctx) -> Result<Vec<Town>> {
    let towns = town::Entity::find().order_by_asc(town::Column::Code).all(ctx.store.read()).await?;
    let homes: Vec<i64> = enterprise::Entity::find()
        .select_only()
        .column(enterprise::Column::TownId)
        .filter(seen_by(Audience::Public, ctx.now().day()))
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    let mut counts: HashMap<i64, u64> = HashMap::new();
    for id in homes {
        *counts.entry(id).or_default() += 1;
    }
    let today = ctx.now().day();
    let town = |row: town::Model| Town {
        is_closed: row.closed_on.is_some_and(|closed| closed.0 <= today),
        name: town_names(&row),
        enterprises: counts.get(&row.id).copied().unwrap_or_default(),
        code: row.code,
        lat: row.lat,
        lng: row.lng,
        outline: row.outline,
    };
    Ok(towns.into_iter().map(town).collect())
}
