//! SQLite: the copy is a database.

use std::path::Path;

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};

use super::{
    Failure, known,
    new_file::{NewFile, failed},
};
use crate::store::{self, Store};

/// Copies one moment of the database into a new file; answers how many rows it has.
pub(super) async fn write(store: &Store, file: &Path) -> Result<u64, Failure> {
    // Read from one moment by a connection that reads; whoever writes goes on meanwhile.
    let into = Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO ?", [text(file)?.into()]);
    store.read().execute_raw(into).await?;
    let copy = store::open_copy(text(file)?).await?;
    let rows = rows(&copy).await;
    copy.close().await?;
    rows
}

/// Puts a checked copy where there is no database yet; answers how many rows it has.
pub(super) async fn restore(file: &Path, target: &Path) -> Result<u64, Failure> {
    // A database that its program has closed leaves one file; the others hold what is not in it yet.
    for rest in ["", "-wal", "-shm", "-journal"] {
        let mut name = target.as_os_str().to_owned();
        name.push(rest);
        if Path::new(&name).symlink_metadata().is_ok() {
            return Err(Failure::NotEmpty(target.display().to_string()));
        }
    }
    let new = NewFile::beside(target)?;
    new.copy(file)?;
    // What a file that was cut or changed makes the database say.
    let rows = looked_through(file, text(new.path())?).await.map_err(|failure| match failure {
        Failure::Database(error) => Failure::Damaged { file: file.to_owned(), what: error.to_string() },
        other => other,
    })?;
    // Before it has its name: whoever is told that nothing was restored finds nothing.
    let store = store::connect(&format!("sqlite://{}", text(new.path())?)).await?;
    let migrated = store::migrate(&store).await;
    store.close().await?;
    migrated?;
    new.publish()?;
    Ok(rows)
}

/// Opens a copy and answers how many rows it has, where nothing is wrong with it.
async fn looked_through(file: &Path, path: &str) -> Result<u64, Failure> {
    let copy = store::open_copy(path).await?;
    let checked = check(file, &copy).await;
    copy.close().await?;
    checked
}

/// Everything that can be known of a copy before anybody trusts it.
async fn check(file: &Path, copy: &DatabaseConnection) -> Result<u64, Failure> {
    let damaged = |what: String| Failure::Damaged { file: file.to_owned(), what };
    let found = column(copy, "PRAGMA integrity_check(1)").await.map_err(|failure| damaged(failure.to_string()))?;
    if found != ["ok"] {
        return Err(damaged(found.join("; ")));
    }
    let is_ours =
        column(copy, "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'seaql_migrations'").await?;
    if is_ours.is_empty() {
        return Err(Failure::Foreign(file.to_owned()));
    }
    known(file, &column(copy, "SELECT version FROM seaql_migrations ORDER BY version").await?)?;
    let orphans = column(copy, "SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1").await?;
    if let Some(table) = orphans.first() {
        return Err(damaged(format!("a row of {table} belongs to one that is not there")));
    }
    rows(copy).await
}

/// How many rows the portal's own tables have.
async fn rows(copy: &DatabaseConnection) -> Result<u64, Failure> {
    let tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' \
                  AND name <> 'seaql_migrations'";
    let mut rows = 0;
    for table in column(copy, tables).await? {
        let count = format!("SELECT CAST(count(*) AS TEXT) FROM \"{table}\"");
        rows += column(copy, &count).await?.iter().filter_map(|count| count.parse::<u64>().ok()).sum::<u64>();
    }
    Ok(rows)
}

/// The first column of what a statement answers, as texts.
async fn column(db: &DatabaseConnection, sql: &str) -> Result<Vec<String>, sea_orm::DbErr> {
    let rows = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}

/// A path as SQLite takes it.
fn text(path: &Path) -> Result<&str, Failure> {
    let unreadable = || std::io::Error::other("its name is no text");
    path.to_str().ok_or_else(|| failed("could not write", path, unreadable()))
}
