//! From the archive into an empty database.

use std::path::Path;

use migration::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectionTrait as _,
    sqlx::{self, AssertSqlSafe, PgConnection},
};
use sha2::{Digest, Sha256};

use super::{
    FORM, HEAD, Head, MANIFEST, Manifest,
    archive::{Entry, Reader},
    rows_in,
    tables::{self, Table},
};
use crate::{
    backup::{Failure, known},
    store::{self, Store, catalogue::quoted},
};

/// Fills the database; answers how many rows it has.
pub async fn restore(file: &Path, url: &str) -> Result<u64, Failure> {
    // Before anything is written, the whole archive was read once.
    let (head, manifest) = check(file)?;
    let store = store::connect(url).await?;
    let filled = into(file, &head, &manifest, &store).await;
    store.close().await?;
    filled
}

/// Reads all of an archive and holds it against its manifest.
fn check(file: &Path) -> Result<(Head, Manifest), Failure> {
    let damaged = |what: String| Failure::Damaged { file: file.to_owned(), what };
    let mut reader = Reader::open(file)?;
    let mut entries = reader.entries()?;
    let head = match entries.next().transpose()? {
        Some(entry) if entry.name == HEAD => entry.json::<Head>(file)?,
        _ => return Err(Failure::Foreign(file.to_owned())),
    };
    if head.form != FORM {
        return Err(Failure::Newer { file: file.to_owned(), step: format!("form {} of backups", head.form) });
    }
    known(file, &head.schema)?;
    let mut found: Vec<Found> = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.name == MANIFEST {
            let manifest: Manifest = entry.json(file)?;
            return match wrong(&manifest, found) {
                Some(table) => Err(damaged(format!("the table {table}"))),
                None => Ok((head, manifest)),
            };
        }
        Found::add(&mut found, &entry);
    }
    Err(Failure::Cut(file.to_owned()))
}

/// What an archive holds of a table.
struct Found {
    table: String,
    rows: u64,
    digest: Sha256,
}

impl Found {
    fn add(found: &mut Vec<Self>, part: &Entry) {
        if found.last().is_none_or(|last| last.table != part.table()) {
            found.push(Self { table: part.table().to_owned(), rows: 0, digest: Sha256::new() });
        }
        if let Some(last) = found.last_mut() {
            last.rows += rows_in(&part.content);
            last.digest.update(&part.content);
        }
    }
}

/// The first table of which there is something else than the manifest says.
fn wrong(manifest: &Manifest, found: Vec<Found>) -> Option<String> {
    let mut found: Vec<_> =
        found.into_iter().map(|one| (one.table, one.rows, hex::encode(one.digest.finalize()))).collect();
    for content in manifest.tables.iter().filter(|content| content.rows > 0) {
        let place = found.iter().position(|(table, ..)| *table == content.table.name);
        let (table, rows, sha256) = match place {
            Some(place) => found.remove(place),
            None => return Some(content.table.name.clone()),
        };
        if (rows, &sha256) != (content.rows, &content.sha256) {
            return Some(table);
        }
    }
    found.into_iter().next().map(|(table, ..)| table)
}

async fn into(file: &Path, head: &Head, manifest: &Manifest, store: &Store) -> Result<u64, Failure> {
    make_room(file, store).await?;
    let filled = build(file, head, manifest, store).await;
    if filled.is_err() {
        // The place was empty, and is so again. That it is not has another cause than what is told, and is told beside it.
        if let Err(error) = clear(store).await {
            tracing::error!(%error, "what was restored so far could not be taken back; empty the database by hand");
        }
    }
    filled
}

/// Undoes all steps of the schema, and the record of them.
pub async fn clear(store: &Store) -> Result<(), Failure> {
    Migrator::down(store.read(), None).await?;
    store.read().execute_unprepared("DROP TABLE IF EXISTS seaql_migrations").await?;
    Ok(())
}

/// The schema as it was, the rows, and the schema as it is today.
async fn build(file: &Path, head: &Head, manifest: &Manifest, store: &Store) -> Result<u64, Failure> {
    let steps = u32::try_from(head.schema.len()).unwrap_or(u32::MAX);
    Migrator::up(store.read(), Some(steps)).await?;
    let mut db = store.read().get_postgres_connection_pool().acquire().await?;
    let rows = fill(file, manifest, &mut db).await?;
    store::migrate(store).await?;
    Ok(rows)
}

/// Refuses a database that holds anything; undoes the empty schema of a portal that was never used, or of a restore that
/// was killed.
pub async fn make_room(file: &Path, store: &Store) -> Result<(), Failure> {
    const PLACE: &str = "SELECT current_database() || ', schema ' || current_schema()";
    let mut db = store.read().get_postgres_connection_pool().acquire().await?;
    let tables = tables::tables(&mut db).await?;
    let steps = store::steps(store).await;
    if tables.is_empty() && steps.as_ref().is_ok_and(Vec::is_empty) {
        return Ok(());
    }
    // What is somebody else's, or of a newer program, is not touched, empty or not.
    let mut is_empty = steps.is_ok_and(|steps| known(file, &steps).is_ok());
    for table in &tables {
        let sql = format!("SELECT NOT EXISTS (SELECT 1 FROM {})", quoted(&table.name));
        is_empty = is_empty && sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&mut *db).await?;
    }
    if !is_empty {
        let place: String = sqlx::query_scalar(PLACE).fetch_one(&mut *db).await?;
        return Err(Failure::NotEmpty(format!("the database {place}")));
    }
    clear(store).await
}

/// Puts all rows in, in one transaction.
async fn fill(file: &Path, manifest: &Manifest, db: &mut PgConnection) -> Result<u64, Failure> {
    use sqlx::Connection as _;
    let damaged = |what: &str| Failure::Damaged { file: file.to_owned(), what: what.to_owned() };
    let mut tx = db.begin().await?;
    let own = tables::tables(&mut tx).await?;
    if let Some(strange) = manifest.tables.iter().find(|content| !own.contains(&content.table)) {
        return Err(damaged(&format!("the table {} has other columns than its schema", strange.table.name)));
    }
    let mut reader = Reader::open(file)?;
    let mut parts = reader.entries()?.peekable();
    let mut rows = 0;
    while let Some(part) = parts.next().transpose()? {
        let Some(table) = own.iter().find(|table| table.name == part.table()) else { continue };
        rows += load(&mut tx, table, part, &mut parts).await?;
    }
    for (counter, last) in &manifest.counters {
        let set = sqlx::query("SELECT setval(quote_ident($1)::regclass, $2)").bind(counter).bind(last);
        set.execute(&mut *tx).await?;
    }
    tx.commit().await?;
    Ok(rows)
}

/// Puts in one table: this part and those that follow of it.
async fn load(
    db: &mut PgConnection,
    table: &Table,
    first: Entry,
    parts: &mut std::iter::Peekable<impl Iterator<Item = Result<Entry, Failure>>>,
) -> Result<u64, Failure> {
    let mut copy = db.copy_in_raw(&table.copy_in()).await?;
    let mut next = Some(Ok(first));
    while let Some(part) = next {
        match part {
            Ok(part) => {
                copy.send(part.content).await?;
            }
            Err(failure) => {
                copy.abort("the archive cannot be read").await?;
                return Err(failure);
            }
        }
        let is_same = |part: &Result<Entry, Failure>| part.as_ref().map_or(true, |part| part.table() == table.name);
        next = parts.next_if(is_same);
    }
    Ok(copy.finish().await?)
}
