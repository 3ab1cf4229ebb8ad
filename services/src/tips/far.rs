//! Whether a position lies in the city at all.

use domain::fixed::Micro;
use entities::enterprise;
use sea_orm::{ColumnTrait, EntityTrait, QuerySelect};

use super::Position;
use crate::{Ctx, Result};

/// How far around the outermost enterprises the city may still reach, in millionths of a degree: about 30 km.
const MARGIN: i64 = 300_000;

/// Whether a position lies outside of the city: far from the box that holds all its enterprises. Where there are none,
/// nothing is far.
pub async fn is_far(ctx: &Ctx, position: Position) -> Result<bool> {
    use enterprise::Column::{Lat, Lng};
    let ends: Option<Ends> = enterprise::Entity::find()
        .select_only()
        .column_as(Lat.min(), "south")
        .column_as(Lat.max(), "north")
        .column_as(Lng.min(), "west")
        .column_as(Lng.max(), "east")
        .into_tuple()
        .one(ctx.store.read())
        .await?;
    let Some((Some(south), Some(north), Some(west), Some(east))) = ends else { return Ok(false) };
    let is_out = |value: Micro, least: i64, most: i64| !(least - MARGIN..=most + MARGIN).contains(&value.0);
    Ok(is_out(position.lat, south, north) || is_out(position.lng, west, east))
}

type Ends = (Option<i64>, Option<i64>, Option<i64>, Option<i64>);
