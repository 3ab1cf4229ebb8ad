//! Opening the database and bringing its schema up to date.

use std::{fs::OpenOptions, io::ErrorKind, path::Path, time::Duration};

use migration::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DbErr,
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
        let connection =
            Database::connect(options).await.map_err(|failure| unopened(&without_password(url), &failure))?;
        Ok(Store { read: connection.clone(), write: connection })
    } else {
        Err(Error::invalid("database", "the address must begin with sqlite:// or postgres://"))
    }
}

async fn sqlite(path: &str) -> Result<Store> {
    if path.is_empty() || path == ":memory:" {
        return Err(Error::invalid("database", "SQLite needs a file: sqlite:///var/lib/mingjian/mingjian.db"));
    }
    reachable(Path::new(path))?;
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
    Database::connect(options).await.map_err(|failure| unopened(path, &failure))
}

/// Opens a copy of an SQLite database that nobody writes, to look at it. Nothing is left beside it.
pub(crate) async fn open_copy(path: &str) -> Result<DatabaseConnection> {
    let mut options = pool(&format!("sqlite://{path}?mode=ro"), 1);
    options.map_sqlx_sqlite_opts(|sqlite: SqliteConnectOptions| sqlite.immutable(true));
    Database::connect(options).await.map_err(|failure| unopened(path, &failure))
}

/// Says which folder or file is in the way, where that can be known before the driver fails with a number.
fn reachable(file: &Path) -> Result<()> {
    let failed = |what: String, source| Error::Io { what, source };
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if let Err(source) = folder.metadata() {
        return Err(failed(format!("the folder {} of the database", folder.display()), source));
    }
    // Opened to write, and nothing written; where it is absent the folder has to take it.
    let opened = OpenOptions::new().append(true).open(file).map(drop);
    match opened {
        Err(source) if source.kind() != ErrorKind::NotFound => {
            Err(failed(format!("the database {}", file.display()), source))
        }
        _ => Ok(()),
    }
}

/// A database that cannot be opened: its place, and the last words of the driver's sentence. Those before repeat where
/// they come from.
fn unopened(place: &str, failure: &DbErr) -> Error {
    let sentence = failure.to_string();
    let why = ["error returned from database: ", "Connection Error: ", "Connection Failed: "];
    let why = why.iter().find_map(|lead| sentence.rsplit_once(lead)).map_or(sentence.as_str(), |(_, why)| why);
    let why = if why.contains("unable to open database file") || why.contains("readonly database") {
        "the file or its folder cannot be written; who runs this must own both"
    } else if why.contains("pool timed out") {
        "it did not take a connection within ten seconds; is it running there, and does it know this user?"
    } else {
        why
    };
    Error::Io { what: format!("the database {place}"), source: std::io::Error::other(why.to_owned()) }
}

/// An address as it may be shown.
fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let rest = rest.split('?').next().unwrap_or_default();
    match rest.rsplit_once('@') {
        Some((user, place)) => format!("{scheme}://{}@{place}", user.split(':').next().unwrap_or_default()),
        None => format!("{scheme}://{rest}"),
    }
}

fn pool(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .acquire_timeout(ACQUIRE)
        .connect_timeout(ACQUIRE)
        .sqlx_logging(false)
        // With either of them the driver's pool looks its idle connections over from time to time, as often as it counts
        // some; under load that count can run below zero, and the look never ends.
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(!url.starts_with("sqlite"));
    options
}

/// How many steps the schema is behind.
pub async fn pending(store: &Store) -> Result<usize> {
    Ok(Migrator::get_pending_migrations(&store.write).await?.len())
}

/// The steps of the schema that were taken, oldest first; none where there is nothing of the portal's, an error where there
/// is one that this program does not know. Nothing is written.
pub(crate) async fn steps(store: &Store) -> Result<Vec<String>> {
    let steps = Migrator::get_applied_migrations_read_only(&store.write).await?;
    Ok(steps.iter().map(|step| step.name().to_owned()).collect())
}

/// Whether no step of the schema was ever taken: there is nothing of the portal's here.
pub async fn is_new(store: &Store) -> Result<bool> {
    Ok(steps(store).await?.is_empty())
}

/// Brings the schema up to date; returns how many steps were taken.
pub async fn migrate(store: &Store) -> Result<usize> {
    let pending = pending(store).await?;
    Migrator::up(&store.write, None).await?;
    Ok(pending)
}

#[cfg(test)]
mod tests {
    use sea_orm::RuntimeErr;

    use super::*;

    #[tokio::test]
    async fn a_database_that_cannot_be_opened_is_named_once() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("nowhere/x.db");
        let told = connect(&format!("sqlite://{}", missing.display())).await.unwrap_err().to_string();
        assert_eq!(told.matches("nowhere").count(), 1, "{told}");
        assert!(told.starts_with("the folder /"), "{told}");
        let told = connect(&format!("sqlite://{}", folder.path().display())).await.unwrap_err().to_string();
        assert!(told.starts_with("the database /") && told.matches("database").count() == 1, "{told}");
    }

    const NOT_OURS: &str = "the file or its folder cannot be written; who runs this must own both";

    /// Nobody makes a file in this folder, root neither.
    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn a_folder_that_takes_no_file_is_told_with_the_way_out() {
        let told = connect("sqlite:///proc/mingjian.db").await.unwrap_err().to_string();
        assert_eq!(told, format!("the database /proc/mingjian.db: {NOT_OURS}"));
    }

    /// What the drivers say, and what is said.
    #[test]
    fn the_words_of_the_drivers_become_ours() {
        #[rustfmt::skip]
        let cases = [
            ("error returned from database: (code: 14) unable to open database file",         NOT_OURS),
            ("error returned from database: (code: 8) attempt to write a readonly database",  NOT_OURS),
            ("error returned from database: (code: 26) file is not a database",               "(code: 26) file is not a database"),
            ("pool timed out while waiting for an open connection",
             "it did not take a connection within ten seconds; is it running there, and does it know this user?"),
        ];
        for (driver, ours) in cases {
            let failure = DbErr::Conn(RuntimeErr::Internal(driver.to_owned()));
            assert_eq!(unopened("x.db", &failure).to_string(), format!("the database x.db: {ours}"), "{driver}");
        }
    }

    #[test]
    fn no_password_is_shown() {
        assert_eq!(without_password("postgres://m:secret@[::1]/city?x=y"), "postgres://m@[::1]/city");
        assert_eq!(without_password("postgres://localhost/city"), "postgres://localhost/city");
    }
}
