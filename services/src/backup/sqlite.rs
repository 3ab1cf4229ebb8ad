//! SQLite: the copy is a database.

use std::path::Path;

use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};

use super::{
    Failure, known,
    new_file::{COMPANIONS, NewFile, failed, with},
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

/// Puts a checked copy, the first `bytes` of a file, where there is no database yet; answers how many rows it has.
pub(super) async fn restore(file: &Path, bytes: u64, target: &Path) -> Result<u64, Failure> {
    // A database that its program has closed leaves one file; the others hold what is not in it yet.
    for rest in [""].into_iter().chain(COMPANIONS) {
        if with(target, rest).symlink_metadata().is_ok() {
            return Err(Failure::NotEmpty(target.display().to_string()));
        }
    }
    let new = NewFile::beside(target)?;
    new.copy(file, bytes)?;
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
    let steps = column(copy, "SELECT version FROM seaql_migrations ORDER BY version").await?;
    known(file, &steps)?;
    if let Some(what) = unlike(&column(copy, SHAPE).await?, &shape_of(steps.len()).await?) {
        return Err(damaged(what));
    }
    let orphans = column(copy, "SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1").await?;
    if let Some(table) = orphans.first() {
        return Err(damaged(format!("a row of {table} belongs to one that is not there")));
    }
    rows(copy).await
}

/// Tables with their columns, indices and triggers, by their names.
const SHAPE: &str = "\
SELECT thing.type || ' ' || thing.name || coalesce('.' || part.name, '') AS said \
FROM sqlite_master thing LEFT JOIN pragma_table_info(thing.name) part ON thing.type = 'table' \
WHERE thing.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND thing.name <> 'seaql_migrations' ORDER BY said";

/// The shape that the first so many steps of the schema make.
async fn shape_of(steps: usize) -> Result<Vec<String>, Failure> {
    let mut options = ConnectOptions::new("sqlite::memory:");
    options.max_connections(1).sqlx_logging(false);
    let made = Database::connect(options).await?;
    Migrator::up(&made, Some(u32::try_from(steps).unwrap_or(u32::MAX))).await?;
    let shape = column(&made, SHAPE).await?;
    made.close().await?;
    Ok(shape)
}

/// The first thing that one of them lacks.
fn unlike(found: &[String], wanted: &[String]) -> Option<String> {
    let missing = wanted.iter().find(|thing| !found.contains(thing));
    let strange = || found.iter().find(|thing| !wanted.contains(thing));
    let missing = missing.map(|thing| format!("its schema lacks the {thing}"));
    missing.or_else(|| strange().map(|thing| format!("its schema has the {thing}, which belongs to none of its steps")))
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
