//! Between which numbers the frames of a day lie.

use domain::time::{Day, end_of, start_of};
use sea_orm::{ConnectionTrait, DatabaseTransaction, Statement};

use crate::{
    Result,
    monitoring::record::{first_id, is_apart},
};

/// The first and the last number that a frame of these loggers (0 for unknown ones) can have that arrived on a day. A clock
/// that was set back gives frames of a day numbers of a later one, and whoever puts a frame in gives it any.
pub async fn numbers(tx: &DatabaseTransaction, day: Day, devices: &[i64]) -> Result<(i64, i64)> {
    let ids: Vec<_> = devices.iter().map(ToString::to_string).collect();
    let sql = format!(
        "SELECT min(id) AS lowest, max(id) AS highest FROM raw_frame \
         WHERE {} AND received_at >= {} AND received_at < {} AND coalesce(device_id, 0) IN ({})",
        is_apart(),
        start_of(day.0).0,
        end_of(day.0).0,
        if ids.is_empty() { "NULL".to_owned() } else { ids.join(", ") }
    );
    let row = tx.query_one_raw(Statement::from_string(tx.get_database_backend(), sql)).await?;
    let (lowest, highest): (Option<i64>, Option<i64>) = match row {
        Some(row) => (row.try_get("", "lowest")?, row.try_get("", "highest")?),
        None => (None, None),
    };
    let (first, last) = (first_id(start_of(day.0)), first_id(end_of(day.0)) - 1);
    Ok((lowest.map_or(first, |lowest| lowest.min(first)), highest.map_or(last, |highest| highest.max(last))))
}
