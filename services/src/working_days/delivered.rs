//! What was delivered, laid over what came with the program.

use std::collections::HashMap;

use domain::{
    calendar::{Calendar, Swap},
    delivery::DeliveryState,
    sheet::Kind,
};
use entities::{delivery, feed_entry};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use serde::Deserialize;

use crate::Result;

/// What a row of the calendar says beside its first day.
#[derive(Deserialize)]
struct Said {
    to: String,
    what: String,
    sure: String,
}

/// The last delivery of days off that counts; 0 where there is none.
pub(super) async fn newest(db: &impl ConnectionTrait) -> Result<i64> {
    let found: Option<Option<i64>> = delivery::Entity::find()
        .select_only()
        .column_as(delivery::Column::Id.max(), "newest")
        .filter(delivery::Column::Kind.eq(Kind::Holidays))
        .filter(delivery::Column::State.eq(DeliveryState::Standing))
        .into_tuple()
        .one(db)
        .await?;
    Ok(found.flatten().unwrap_or_default())
}

/// The calendar with all that was delivered. Of a row that was said again the last word counts.
pub(crate) async fn read(db: &impl ConnectionTrait) -> Result<Calendar> {
    let standing = delivery::Entity::find()
        .select_only()
        .column(delivery::Column::Id)
        .filter(delivery::Column::Kind.eq(Kind::Holidays))
        .filter(delivery::Column::State.eq(DeliveryState::Standing));
    let rows = feed_entry::Entity::find()
        .filter(feed_entry::Column::Kind.eq(Kind::Holidays))
        .filter(feed_entry::Column::DeliveryId.in_subquery(standing.into_query()))
        .order_by_asc(feed_entry::Column::DeliveryId)
        .order_by_asc(feed_entry::Column::Word)
        .all(db)
        .await?;
    let last: HashMap<&str, i64> = rows.iter().map(|row| (row.word.as_str(), row.delivery_id)).collect();
    let counts = |row: &&feed_entry::Model| last.get(row.word.as_str()) == Some(&row.delivery_id);
    let swaps: Vec<Swap> = rows.iter().filter(counts).filter_map(swap).collect();
    Ok(Calendar::built_in().with(&swaps))
}

/// What a row says; none where this version of the program cannot read it.
fn swap(row: &feed_entry::Model) -> Option<Swap> {
    let said: Said = serde_json::from_str(&row.said).ok()?;
    let is_worked = match said.what.as_str() {
        "work" => true,
        "off" => false,
        _ => return None,
    };
    let (first, last) = (row.day?.0, said.to.parse().ok()?);
    Some(Swap { first, last, is_worked, is_published: said.sure == "published" })
}
