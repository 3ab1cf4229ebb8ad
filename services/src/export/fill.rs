//! From an export into an empty database.

use std::{
    fs,
    io::{self, BufReader},
    path::{Path, PathBuf},
};

use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseTransaction, Statement, Value};

use super::{
    Size, check, csv, describe,
    manifest::{Content, Manifest},
    rows,
    sink::Sink,
};
use crate::{
    backup::{self, COMPANIONS, Failure, NewFile, failed, with},
    store::{
        self, Store,
        catalogue::{self, Kind, Table, quoted},
    },
};

/// The most parameters of one statement: below SQLite's 32,766.
const PARAMETERS: usize = 30_000;
/// The most rows of one statement.
const ROWS: usize = 512;
/// From so many bytes on a statement is sent: photos are large.
const BYTES: usize = 4 << 20;

/// Makes the city of an export again in an empty place, `sqlite://PATH` or `postgres://…`, and brings its schema up to date.
/// Either all of it is there afterwards, each table with the very checksum of its file, or the place is as empty as before.
///
/// # Errors
/// What [`check`](super::check) says, [`Failure::NotEmpty`], or the database's.
pub async fn fill(folder: &Path, url: &str) -> Result<Size, Failure> {
    let (manifest, size) = check(folder)?;
    if let Some(path) = url.strip_prefix("sqlite://") {
        sqlite(folder, &manifest, Path::new(path.split('?').next().unwrap_or_default())).await?;
    } else {
        let store = store::connect(url).await?;
        let filled = postgres(folder, &manifest, &store).await;
        store.close().await?;
        filled?;
    }
    Ok(size)
}

async fn sqlite(folder: &Path, manifest: &Manifest, target: &Path) -> Result<(), Failure> {
    for rest in [""].into_iter().chain(COMPANIONS) {
        if with(target, rest).symlink_metadata().is_ok() {
            return Err(Failure::NotEmpty(target.display().to_string()));
        }
    }
    // Filled under another name: whoever is told that nothing came in finds nothing.
    let new = NewFile::beside(target)?;
    let store = store::connect(&format!("sqlite://{}", new.path().display())).await?;
    let built = build(folder, manifest, &store).await;
    store.close().await?;
    built?;
    new.publish()
}

async fn postgres(folder: &Path, manifest: &Manifest, store: &Store) -> Result<(), Failure> {
    backup::make_room(folder, store).await?;
    let built = build(folder, manifest, store).await;
    if built.is_err() {
        // The place was empty, and is so again. That it is not has another cause than what is told, and is told beside it.
        if let Err(error) = backup::clear(store).await {
            tracing::error!(%error, "what came in so far could not be taken back; empty the database by hand");
        }
    }
    built
}

/// The schema as it was, the rows, and the schema as it is today.
async fn build(folder: &Path, manifest: &Manifest, store: &Store) -> Result<(), Failure> {
    let steps = u32::try_from(manifest.schema.len()).unwrap_or(u32::MAX);
    let tx = store.write().await?;
    Migrator::up(&tx, Some(steps)).await?;
    let tables = catalogue::tables(&tx).await?;
    fits(folder, manifest, &tables)?;
    for table in &tables {
        let Some(content) = manifest.tables.iter().find(|content| content.name == table.name) else { continue };
        load(&tx, folder, table, content).await?;
        if let Some(last) = content.last_key {
            catalogue::set_counter(&tx, &table.name, last).await?;
        }
        same(&tx, folder, table, content).await?;
    }
    tx.commit().await?;
    store::migrate(store).await?;
    Ok(())
}

/// Whether the schema has the very tables and columns of the manifest.
fn fits(folder: &Path, manifest: &Manifest, tables: &[Table]) -> Result<(), Failure> {
    let wrong = |name: &str| Failure::Damaged {
        file: folder.to_owned(),
        what: format!("the table {name} is not that of its schema"),
    };
    for table in tables {
        let content = manifest.tables.iter().find(|content| content.name == table.name);
        let columns = content.map(|content| content.columns.iter().map(|column| &column.name).collect::<Vec<_>>());
        let mut columns = columns.ok_or_else(|| wrong(&table.name))?;
        columns.sort();
        if columns != table.columns.keys().collect::<Vec<_>>() {
            return Err(wrong(&table.name));
        }
    }
    match manifest.tables.iter().find(|content| tables.iter().all(|table| table.name != content.name)) {
        Some(strange) => Err(wrong(&strange.name)),
        None => Ok(()),
    }
}

/// What the database holds now, written again, has to come to what the file is.
async fn same(tx: &DatabaseTransaction, folder: &Path, table: &Table, content: &Content) -> Result<(), Failure> {
    let mut sink = Sink::counting(&content.file.place);
    // The order of the file, which an older version may have chosen otherwise.
    let described = describe::table(table);
    let columns = if described.columns.len() == content.columns.len() { &content.columns } else { &described.columns };
    rows::write(tx, table, columns, None, &mut sink).await?;
    let found = sink.finish()?;
    if found == content.file {
        return Ok(());
    }
    let what = format!("the database keeps other rows of it than it holds ({} of {})", found.rows, content.file.rows);
    Err(Failure::Damaged { file: folder.join(&content.file.place), what })
}

async fn load(tx: &DatabaseTransaction, folder: &Path, table: &Table, content: &Content) -> Result<(), Failure> {
    let path = folder.join(&content.file.place);
    let unread = |source: io::Error| unread(&path, source);
    let file = fs::File::open(&path).map_err(unread)?;
    let mut lines = csv::Rows::new(BufReader::with_capacity(1 << 20, file));
    let names: Vec<_> = lines.next().map_err(unread)?.unwrap_or_default().into_iter().flatten().collect();
    let kinds: Option<Vec<Kind>> = names.iter().map(|name| table.columns.get(name).copied()).collect();
    let kinds = kinds.filter(|kinds| kinds.len() == table.columns.len());
    let kinds = kinds.ok_or_else(|| wrong(&path, "its header names other columns"))?;
    let most = (PARAMETERS / kinds.len()).clamp(1, ROWS);
    let (mut values, mut rows, mut bytes) = (Vec::new(), 0, 0);
    let mut number = 1_u64;
    while let Some(line) = lines.next().map_err(unread)? {
        number += 1;
        if line.len() != kinds.len() {
            return Err(wrong(&path, &format!("row {number} has {} fields", line.len())));
        }
        for (field, kind) in line.into_iter().zip(&kinds) {
            let value = value(field, *kind);
            values.push(value.ok_or_else(|| wrong(&path, &format!("row {number} holds a value of another kind")))?);
        }
        rows += 1;
        bytes += lines.size;
        if rows == most || bytes > BYTES {
            insert(tx, &table.name, &names, rows, std::mem::take(&mut values)).await?;
            (rows, bytes) = (0, 0);
        }
    }
    if rows > 0 {
        insert(tx, &table.name, &names, rows, values).await?;
    }
    Ok(())
}

/// A field as the database takes it; none where it is no such thing.
fn value(field: Option<String>, kind: Kind) -> Option<Value> {
    Some(match (field, kind) {
        (None, Kind::Big) => Value::BigInt(None),
        (None, Kind::Int) => Value::Int(None),
        (None, Kind::YesNo) => Value::Bool(None),
        (None, Kind::Text) => Value::String(None),
        (None, Kind::Bytes) => Value::Bytes(None),
        (Some(text), Kind::Big) => Value::BigInt(Some(text.parse().ok()?)),
        (Some(text), Kind::Int) => Value::Int(Some(text.parse().ok()?)),
        (Some(text), Kind::YesNo) => Value::Bool(Some(text.parse().ok()?)),
        (Some(text), Kind::Text) => Value::String(Some(text)),
        (Some(text), Kind::Bytes) => Value::Bytes(Some(hex::decode(text).ok()?)),
    })
}

async fn insert(
    tx: &DatabaseTransaction,
    table: &str,
    names: &[String],
    rows: usize,
    values: Vec<Value>,
) -> Result<(), Failure> {
    let backend = tx.get_database_backend();
    let columns: Vec<_> = names.iter().map(|name| quoted(name)).collect();
    let mut sql = format!("INSERT INTO {} ({}) VALUES ", quoted(table), columns.join(", "));
    store::bulk::rows_of_parameters(&mut sql, backend, rows, names.len());
    tx.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    Ok(())
}

fn unread(path: &Path, source: io::Error) -> Failure {
    match source.kind() {
        io::ErrorKind::InvalidData => wrong(path, &source.to_string()),
        _ => failed("could not read", path, source),
    }
}

fn wrong(path: &Path, what: &str) -> Failure {
    Failure::Damaged { file: PathBuf::from(path), what: what.to_owned() }
}
