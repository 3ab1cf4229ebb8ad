//! Many rows at once. The only place where the two databases get different SQL for writing: they number their
//! parameters differently.
//!
//! Rows go in chunks of a power of two, so that few different statements occur and each stays prepared.

use std::fmt::Write;

use entities::{
    device_notice, exceedance_due, frame_chain, frame_tally, mean_due, measurement, meter_reading, raw_frame,
};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement, Value};

use crate::{Error, Result};

/// The most rows in one statement: below SQLite's 32,766 and PostgreSQL's 65,535 parameters for every table here.
const LARGEST_CHUNK: usize = 512;

const MEASUREMENT: Shape = Shape {
    into: "measurement (outlet_id, interval, at, pollutant, revision, value, measured, converted, low, high, amount, \
           flag, resent, received_at, frame_id)",
    columns: 15,
    on_conflict: "",
};

const FRAME: Shape = Shape {
    into: "raw_frame (id, device_id, received_at, verdict, tolerated, wire, digest, link, position)",
    columns: 9,
    on_conflict: "",
};

const CHAIN: Shape = Shape {
    into: "frame_chain (day, device_id, frames, link, first_id, last_id, went_on_from)",
    columns: 7,
    on_conflict: " ON CONFLICT (day, device_id) DO UPDATE SET frames = excluded.frames, link = excluded.link, \
                  last_id = excluded.last_id, went_on_from = excluded.went_on_from \
                  WHERE frame_chain.last_id = excluded.went_on_from",
};

const READING: Shape = Shape {
    into: "meter_reading (subject_id, first_day, last_day, device, delivery_id, quantity)",
    columns: 6,
    on_conflict: "",
};

const TALLY: Shape = Shape {
    into: "frame_tally (day, device_id, verdict, frames, last_at)",
    columns: 5,
    on_conflict: " ON CONFLICT (day, device_id, verdict) DO UPDATE SET \
                  frames = frame_tally.frames + excluded.frames, last_at = excluded.last_at",
};

const DUE: Shape = Shape {
    into: "mean_due (outlet_id, interval, at, touched)",
    columns: 4,
    on_conflict: " ON CONFLICT (outlet_id, interval, at) DO UPDATE SET touched = excluded.touched",
};

const EXCEEDANCE_DUE: Shape = Shape {
    into: "exceedance_due (outlet_id, interval, at, touched)",
    columns: 4,
    on_conflict: " ON CONFLICT (outlet_id, interval, at) DO UPDATE SET touched = excluded.touched",
};

const NOTICE: Shape = Shape {
    into: "device_notice (device_id, kind, what, count, first_at, last_at, sample)",
    columns: 7,
    on_conflict: " ON CONFLICT (device_id, kind, what) DO UPDATE SET count = device_notice.count + excluded.count, \
                  last_at = excluded.last_at, sample = excluded.sample",
};

/// Inserts measurements. Fails as a whole where one of them is there already.
pub async fn measurements(db: &impl ConnectionTrait, rows: Vec<measurement::Model>) -> Result<()> {
    insert(db, &MEASUREMENT, rows, |row, values| {
        values.extend([
            row.outlet_id.into(),
            row.interval.into(),
            row.at.into(),
            row.pollutant.into(),
            row.revision.into(),
            row.value.into(),
            row.measured.into(),
            row.converted.into(),
            row.low.into(),
            row.high.into(),
            row.amount.into(),
            row.flag.into(),
            row.resent.into(),
            row.received_at.into(),
            row.frame_id.into(),
        ]);
    })
    .await
}

/// Inserts frames.
pub async fn frames(db: &impl ConnectionTrait, rows: Vec<raw_frame::Model>) -> Result<()> {
    insert(db, &FRAME, rows, |row, values| {
        values.extend([
            row.id.into(),
            row.device_id.into(),
            row.received_at.into(),
            row.verdict.into(),
            row.tolerated.into(),
            row.wire.into(),
            row.digest.into(),
            row.link.into(),
            row.position.into(),
        ]);
    })
    .await
}

/// Writes where chains end. Each day and logger may occur once. Fails as a whole where one of them does not go on from where
/// it ended.
pub async fn chains(db: &impl ConnectionTrait, rows: Vec<frame_chain::Model>) -> Result<()> {
    let all = rows.len() as u64;
    let written = insert_counted(db, &CHAIN, rows, |row, values| {
        values.extend([
            row.day.into(),
            row.device_id.into(),
            row.frames.into(),
            row.link.into(),
            row.first_id.into(),
            row.last_id.into(),
            row.went_on_from.into(),
        ]);
    })
    .await?;
    if written == all { Ok(()) } else { Err(Error::Database(DbErr::RecordNotUpdated)) }
}

/// Inserts what meters counted.
pub async fn readings(db: &impl ConnectionTrait, rows: Vec<meter_reading::Model>) -> Result<()> {
    insert(db, &READING, rows, |row, values| {
        values.extend([
            row.subject_id.into(),
            row.first_day.into(),
            row.last_day.into(),
            row.device.into(),
            row.delivery_id.into(),
            row.quantity.into(),
        ]);
    })
    .await
}

/// Adds to the counts of frames. Each day, logger and verdict may occur once.
pub async fn tallies(db: &impl ConnectionTrait, rows: Vec<frame_tally::Model>) -> Result<()> {
    insert(db, &TALLY, rows, |row, values| {
        values.extend([
            row.day.into(),
            row.device_id.into(),
            row.verdict.into(),
            row.frames.into(),
            row.last_at.into(),
        ]);
    })
    .await
}

/// Makes means due. Each period may occur once.
pub async fn due(db: &impl ConnectionTrait, rows: Vec<mean_due::Model>) -> Result<()> {
    insert(db, &DUE, rows, |row, values| {
        values.extend([row.outlet_id.into(), row.interval.into(), row.at.into(), row.touched.into()]);
    })
    .await
}

/// Makes periods due that have to be held against the limits. Each may occur once.
pub async fn exceedances_due(db: &impl ConnectionTrait, rows: Vec<exceedance_due::Model>) -> Result<()> {
    insert(db, &EXCEEDANCE_DUE, rows, |row, values| {
        values.extend([row.outlet_id.into(), row.interval.into(), row.at.into(), row.touched.into()]);
    })
    .await
}

/// Adds to what was noticed. Each logger, kind and thing may occur once.
pub async fn notices(db: &impl ConnectionTrait, rows: Vec<device_notice::Model>) -> Result<()> {
    insert(db, &NOTICE, rows, |row, values| {
        values.extend([
            row.device_id.into(),
            row.kind.into(),
            row.what.into(),
            row.count.into(),
            row.first_at.into(),
            row.last_at.into(),
            row.sample.into(),
        ]);
    })
    .await
}

struct Shape {
    into: &'static str,
    columns: usize,
    on_conflict: &'static str,
}

async fn insert<T>(
    db: &impl ConnectionTrait,
    shape: &Shape,
    rows: Vec<T>,
    bind: impl Fn(T, &mut Vec<Value>),
) -> Result<()> {
    insert_counted(db, shape, rows, bind).await?;
    Ok(())
}

/// Inserts, and says how many rows were inserted or changed.
async fn insert_counted<T>(
    db: &impl ConnectionTrait,
    shape: &Shape,
    rows: Vec<T>,
    bind: impl Fn(T, &mut Vec<Value>),
) -> Result<u64> {
    let backend = db.get_database_backend();
    let (mut left, mut written) = (rows.len(), 0);
    let mut rows = rows.into_iter();
    while left > 0 {
        let chunk = largest_power_of_two(left).min(LARGEST_CHUNK);
        let mut values = Vec::with_capacity(chunk * shape.columns);
        for row in rows.by_ref().take(chunk) {
            bind(row, &mut values);
        }
        let done = db.execute_raw(Statement::from_sql_and_values(backend, shape.sql(backend, chunk), values)).await?;
        written += done.rows_affected();
        left -= chunk;
    }
    Ok(written)
}

const fn largest_power_of_two(n: usize) -> usize {
    1 << n.ilog2()
}

impl Shape {
    fn sql(&self, backend: DbBackend, rows: usize) -> String {
        let mut sql = String::with_capacity(128 + rows * self.columns * 6);
        sql.push_str("INSERT INTO ");
        sql.push_str(self.into);
        sql.push_str(" VALUES ");
        rows_of_parameters(&mut sql, backend, rows, self.columns);
        sql.push_str(self.on_conflict);
        sql
    }
}

/// Writes `(?, ?), (?, ?)` or `($1, $2), ($3, $4)`.
pub(crate) fn rows_of_parameters(sql: &mut String, backend: DbBackend, rows: usize, columns: usize) {
    for row in 0..rows {
        for column in 0..columns {
            sql.push_str(match (row, column) {
                (0, 0) => "(",
                (_, 0) => "), (",
                _ => ", ",
            });
            if backend == DbBackend::Postgres {
                // Writing to a String cannot fail.
                let _infallible = write!(sql, "${}", row * columns + column + 1);
            } else {
                sql.push('?');
            }
        }
    }
    sql.push(')');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_of_both_databases() {
        let sql = |backend| {
            let mut sql = String::new();
            rows_of_parameters(&mut sql, backend, 2, 2);
            sql
        };
        assert_eq!(sql(DbBackend::Sqlite), "(?, ?), (?, ?)");
        assert_eq!(sql(DbBackend::Postgres), "($1, $2), ($3, $4)");
    }

    #[test]
    fn every_count_splits_into_powers_of_two() {
        for n in 1..2000 {
            let mut left = n;
            while left > 0 {
                let chunk = largest_power_of_two(left).min(LARGEST_CHUNK);
                assert!(chunk.is_power_of_two() && chunk <= left);
                left -= chunk;
            }
        }
    }
}
