//! What is stored already, as far as new values need to know it.
//!
//! Nearly every value is newer than all before it at its outlet. For each outlet and interval the newest stored moment
//! is remembered, so that such a value needs no query. Others are looked up, all of a commit in one query.

use std::{borrow::Cow, collections::HashMap, fmt::Write};

use domain::{measurement::Interval, time::Stamp};
use entities::measurement;
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, Statement};

use crate::{Result, monitoring::interpret::Figures};

/// The place of a value: everything of its key but the revision.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ValueKey {
    pub outlet_id: i64,
    pub interval: Interval,
    pub at: Stamp,
    pub pollutant: Cow<'static, str>,
}

/// What is stored at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The newest revision.
    pub revision: i32,
    /// What it says.
    pub figures: Figures,
    /// The lowest revision, which is below 1 where something was set aside.
    pub lowest: i32,
    /// What was set aside last.
    pub aside: Option<Figures>,
}

/// The newest stored moment of each outlet and interval; `None` where nothing is stored.
pub type Newest = HashMap<(i64, Interval), Option<Stamp>>;

/// Places in one look-up: four parameters each, well below SQLite's limit.
const CHUNK: usize = 500;

/// The newest stored moment of an outlet and interval.
pub async fn newest(db: &impl ConnectionTrait, outlet_id: i64, interval: Interval) -> Result<Option<Stamp>> {
    let row = measurement::Entity::find()
        .filter(measurement::Column::OutletId.eq(outlet_id))
        .filter(measurement::Column::Interval.eq(interval))
        .order_by_desc(measurement::Column::At)
        .one(db)
        .await?;
    Ok(row.map(|row| row.at))
}

/// What is stored at these places; a place without a value is missing from the answer.
pub async fn stored(db: &impl ConnectionTrait, wanted: &[ValueKey]) -> Result<HashMap<ValueKey, Stored>> {
    let mut found = HashMap::new();
    for chunk in wanted.chunks(CHUNK) {
        let backend = db.get_database_backend();
        let values = chunk.iter().flat_map(|place| -> [sea_orm::Value; 4] {
            [place.outlet_id.into(), place.interval.into(), place.at.into(), place.pollutant.as_ref().into()]
        });
        let statement = Statement::from_sql_and_values(backend, look_up(backend, chunk.len()), values);
        for row in measurement::Entity::find().from_raw_sql(statement).all(db).await? {
            keep_newest(&mut found, row);
        }
    }
    Ok(found)
}

fn keep_newest(found: &mut HashMap<ValueKey, Stored>, row: measurement::Model) {
    let figures = Figures {
        value: row.value,
        measured: row.measured,
        converted: row.is_converted(),
        low: row.low,
        high: row.high,
        amount: row.amount,
        flag: row.flag,
    };
    let aside = (row.revision < 1).then_some(figures);
    let stored = Stored { revision: row.revision, figures, lowest: row.revision, aside };
    let pollutant = Cow::Owned(row.pollutant);
    let place = ValueKey { outlet_id: row.outlet_id, interval: row.interval, at: row.at, pollutant };
    let before = found.entry(place).or_insert(stored);
    let (newest, other) = if before.revision < stored.revision { (stored, *before) } else { (*before, stored) };
    let (lowest, aside) =
        if other.lowest < newest.lowest { (other.lowest, other.aside) } else { (newest.lowest, newest.aside) };
    *before = Stored { lowest, aside, ..newest };
}

/// A join from the wanted places to the table: both databases then walk the primary key once for each.
fn look_up(backend: DbBackend, places: usize) -> String {
    let mut sql = String::from("WITH wanted (outlet_id, interval, at, pollutant) AS (VALUES ");
    for place in 0..places {
        let comma = if place == 0 { "" } else { ", " };
        // PostgreSQL wants to know the types. Writing to a String cannot fail.
        let _infallible = match backend {
            DbBackend::Postgres => {
                let n = place * 4;
                write!(sql, "{comma}(${}::bigint, ${}::text, ${}::bigint, ${}::text)", n + 1, n + 2, n + 3, n + 4)
            }
            _ => write!(sql, "{comma}(?, ?, ?, ?)"),
        };
    }
    sql += ") SELECT m.* FROM wanted w CROSS JOIN measurement m WHERE m.outlet_id = w.outlet_id \
            AND m.interval = w.interval AND m.at = w.at AND m.pollutant = w.pollutant";
    sql
}
