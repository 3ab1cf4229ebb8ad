//! Which days of arrival, and which loggers, belong to a stretch.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate};
use domain::time::{Day, end_of, start_of};
use entities::device;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect, Statement};

use crate::{Result, monitoring::record::arrival_day};

/// The condition of SQL for the values of an outlet within days. All intervals are named, so that the key is walked.
fn of(outlet_id: i64, (from, to): (NaiveDate, NaiveDate)) -> String {
    format!(
        "outlet_id = {outlet_id} AND \"interval\" IN ('realtime', 'minute', 'hour', 'day') \
         AND \"at\" >= {} AND \"at\" < {} AND frame_id <> 0",
        start_of(from).0,
        end_of(to).0
    )
}

/// The days of the stretch, and every other day on which a value of it arrived.
pub async fn of_arrival(
    tx: &DatabaseTransaction,
    outlet_id: i64,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<Day>> {
    let sql = format!("SELECT DISTINCT {} AS day FROM measurement WHERE {}", arrival_day(), of(outlet_id, (from, to)));
    let rows = tx.query_all_raw(Statement::from_string(tx.get_database_backend(), sql)).await?;
    let mut days: BTreeSet<Day> = from.iter_days().take_while(|day| *day <= to).map(Day).collect();
    for row in rows {
        let since_1970: i64 = row.try_get("", "day")?;
        let day = DateTime::from_timestamp(since_1970.saturating_mul(24 * 3_600), 0);
        days.extend(day.map(|day| Day(day.date_naive())));
    }
    Ok(days.into_iter().collect())
}

/// The loggers that stand at the outlet, and those whose frames brought a value of the stretch.
pub async fn devices(tx: &DatabaseTransaction, outlet_id: i64, stretch: (NaiveDate, NaiveDate)) -> Result<Vec<i64>> {
    let here: Vec<i64> = device::Entity::find()
        .filter(device::Column::OutletId.eq(outlet_id))
        .select_only()
        .column(device::Column::Id)
        .into_tuple()
        .all(tx)
        .await?;
    let sql = format!(
        "SELECT DISTINCT device_id FROM raw_frame WHERE device_id IS NOT NULL \
         AND id IN (SELECT frame_id FROM measurement WHERE {})",
        of(outlet_id, stretch)
    );
    let rows = tx.query_all_raw(Statement::from_string(tx.get_database_backend(), sql)).await?;
    let mut all: BTreeSet<i64> = here.into_iter().collect();
    for row in rows {
        all.insert(row.try_get("", "device_id")?);
    }
    Ok(all.into_iter().collect())
}
