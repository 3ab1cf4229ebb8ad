//! From the database into the archive.

use std::path::Path;

use futures::TryStreamExt as _;
use sea_orm::sqlx::{self, PgConnection};
use sha2::{Digest, Sha256};

use super::{Content, FORM, HEAD, Head, MANIFEST, Manifest, PART, archive::Writer, rows_in, tables};
use crate::{backup::Failure, store::Store};

const STEPS: &str = "SELECT version::text FROM seaql_migrations ORDER BY version";
const COUNTERS: &str = "\
SELECT sequencename::text, last_value FROM pg_sequences \
WHERE schemaname = current_schema() AND last_value IS NOT NULL ORDER BY sequencename";

/// Copies one moment of the database into a new archive; answers how many rows it has.
pub async fn write(store: &Store, file: &Path) -> Result<u64, Failure> {
    let mut tx = store.read().get_postgres_connection_pool().begin().await?;
    sqlx::query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY").execute(&mut *tx).await?;
    let mut archive = Writer::create(file)?;
    let schema = sqlx::query_scalar(STEPS).fetch_all(&mut *tx).await?;
    archive.add_json(HEAD, &Head { form: FORM, program: env!("CARGO_PKG_VERSION").to_owned(), schema })?;
    let mut tables = Vec::new();
    for table in tables::tables(&mut tx).await? {
        tables.push(copy(&mut tx, &mut archive, table).await?);
    }
    // Read after the rows: a counter never goes back, and a key that was given meanwhile is only skipped.
    let counters = sqlx::query_as(COUNTERS).fetch_all(&mut *tx).await?;
    tx.rollback().await?;
    let rows = tables.iter().map(|content| content.rows).sum();
    archive.add_json(MANIFEST, &Manifest { tables, counters })?;
    archive.finish()?;
    Ok(rows)
}

async fn copy(db: &mut PgConnection, archive: &mut Writer, table: tables::Table) -> Result<Content, Failure> {
    let mut stream = db.copy_out_raw(&table.copy_out()).await?;
    let (mut part, mut parts, mut rows, mut digest) = (Vec::with_capacity(PART), 0, 0, Sha256::new());
    while let Some(bytes) = stream.try_next().await? {
        rows += rows_in(&bytes);
        digest.update(&bytes);
        // A row may be larger than a part: a photo is.
        for piece in bytes.chunks(PART) {
            if part.len() + piece.len() > PART {
                archive.add(&format!("{}/{parts:06}", table.name), &part)?;
                part.clear();
                parts += 1;
            }
            part.extend_from_slice(piece);
        }
    }
    if !part.is_empty() {
        archive.add(&format!("{}/{parts:06}", table.name), &part)?;
    }
    Ok(Content { table, rows, sha256: hex::encode(digest.finalize()) })
}
