//! Opening the database and bringing its schema up to date.

use std::time::Duration;

use migration::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection,
    sqlx::{
        Connection as _,
        sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
    },
};

use super::Store;
use crate::{Error, Result};

/// How long a statement waits for what another process has locked (a backup, a second command).
const BUSY: Duration = Duration::from_secs(5);
/// How long a request waits for a connection before it is told that the database does not answer.
const ACQUIRE: Duration = Duration::from_secs(10);
/// Connections that read. SQLite reads in parallel under its write-ahead log.
const READERS: u32 = 6;
/// Connections to PostgreSQL.
const POSTGRES_CONNECTIONS: u32 = 16;

/// Opens `sqlite://PATH` (created when missing) or `postgres://…`.
pub async fn connect(url: &str) -> Result<Store> {
    if let Some(path) = url.strip_prefix("sqlite://") {
        sqlite(path.split('?').next().unwrap_or_default()).await
    } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        let mut options = pool(url, POSTGRES_CONNECTIONS);
        options.map_sqlx_postgres_opts(|postgres| postgres.options([("lock_timeout", BUSY.as_millis())]));
        let connection = Database::connect(options).await?;
        Ok(Store { read: connection.clone(), write: connection })
    } else {
        Err(Error::invalid("database", "the address must begin with sqlite:// or postgres://"))
    }
}

async fn sqlite(path: &str) -> Result<Store> {
    if path.is_empty() || path == ":memory:" {
        return Err(Error::invalid("database", "SQLite needs a file: sqlite:///var/lib/mingjian/mingjian.db"));
    }
    // The writer comes first: it creates the file and switches it to the write-ahead log, which readers cannot.
    let write = sqlite_pool(path, 1, false).await?;
    let read = sqlite_pool(path, READERS, true).await?;
    Ok(Store { read, write })
}

async fn sqlite_pool(path: &str, connections: u32, read_only: bool) -> Result<DatabaseConnection> {
    let mut options = pool(&format!("sqlite://{path}?mode={}", if read_only { "ro" } else { "rwc" }), connections);
    options.map_sqlx_sqlite_pool_opts(|pool| {
        // On a full disk SQLite ends a transaction by itself, and the driver goes on counting it: whatever is written
        // through that connection afterwards seems committed and is not. Such a connection is thrown away.
        pool.before_acquire(|connection, _| Box::pin(async { Ok(!connection.is_in_transaction()) }))
    });
    options.map_sqlx_sqlite_opts(move |sqlite: SqliteConnectOptions| {
        let sqlite = sqlite.busy_timeout(BUSY).foreign_keys(true).pragma("cache_size", "-8000");
        if read_only {
            return sqlite;
        }
        // FULL: a commit that was acknowledged survives a power cut.
        sqlite.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full).optimize_on_close(true, None)
    });
    Ok(Database::connect(options).await?)
}

fn pool(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .acquire_timeout(ACQUIRE)
        .connect_timeout(ACQUIRE)
        .sqlx_logging(false)
        .test_before_acquire(!url.starts_with("sqlite"));
    options
}

/// How many steps the schema is behind.
pub async fn pending(store: &Store) -> Result<usize> {
    Ok(Migrator::get_pending_migrations(&store.write).await?.len())
}

/// Brings the schema up to date; returns how many steps were taken.
pub async fn migrate(store: &Store) -> Result<usize> {
    let pending = pending(store).await?;
    Migrator::up(&store.write, None).await?;
    Ok(pending)
}
