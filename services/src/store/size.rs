//! How large the database is.

use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::Store;
use crate::Result;

/// Bytes that the database takes on its disk, without a write-ahead log.
pub async fn size(store: &Store) -> Result<i64> {
    let sql = match store.backend() {
        DbBackend::Postgres => "SELECT pg_database_size(current_database()) AS bytes",
        _ => "SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size",
    };
    let row = store.read().query_one_raw(Statement::from_string(store.backend(), sql)).await?;
    Ok(row.map(|row| row.try_get("", "bytes")).transpose()?.unwrap_or_default())
}
