//! Export and import of the whole city as a folder of documented files.
//!
//! A backup is for this program; an export is for anybody: each table as CSV, signed declarations and cases once more as
//! JSON, a manifest that explains every column, and the SHA-256 of every file. It holds one moment, is the same whichever
//! database it was made of, and [`fill`] makes the same city of it again in an empty database of either kind. The folder
//! appears under its name only when it is whole.
//!
//! The keys of tip-offs are not in it: sealed columns are exported sealed. All the rest is as in the database, digests of
//! passwords among it: who holds an export holds the city.

mod check;
mod csv;
mod describe;
mod fill;
mod manifest;
mod nested;
mod new_folder;
mod readme;
mod rows;
mod sink;

use std::{collections::BTreeMap, path::Path};

use domain::time::Stamp;
use sea_orm::DatabaseTransaction;

pub use check::check;
pub use fill::fill;
pub use manifest::{Content, Manifest};

use crate::{
    backup::Failure,
    store::{self, Store, catalogue},
};
use manifest::{FORM, MANIFEST, SUMS, Sums};
use new_folder::NewFolder;
use sink::Sink;

/// What an export comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Size {
    /// Rows in all tables.
    pub rows: u64,
    /// Files.
    pub files: usize,
    /// SHA-256 of the list of all files with their SHA-256: two exports of one moment have the same.
    pub sha256: String,
}

/// Writes all that is committed now into a folder that is not there yet, or empty. `at` is the moment that it names.
///
/// # Errors
/// [`Failure::FolderNotEmpty`], what is wrong with the place, or the database's.
pub async fn write(store: &Store, at: Stamp, folder: &Path) -> Result<Size, Failure> {
    let new = NewFolder::beside(folder)?;
    let schema = store::steps(store).await?;
    let tx = store.moment().await?;
    let mut tables = Vec::new();
    let mut described = catalogue::tables(&tx).await?;
    described.sort_by(|one, other| one.name.cmp(&other.name));
    let mut columns = BTreeMap::new();
    for table in described {
        let named = describe::table(&table);
        let mut sink = Sink::create(new.path(), &format!("tables/{}.csv", table.name))?;
        rows::write(&tx, &table, &named.columns, None, &mut sink).await?;
        tables.push(named.with(sink.finish()?, None));
        columns.insert(table.name.clone(), table);
    }
    let nested = nested::write(&tx, &columns, new.path()).await?;
    // Read after the rows: a counter never goes back, and a key that was given meanwhile is only skipped.
    let counters = catalogue::counters(&tx).await?;
    close(tx).await?;
    for table in &mut tables {
        table.last_key = counters.get(&table.name).copied();
    }
    let manifest = Manifest {
        form: FORM,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        at: at.rfc3339(),
        schema,
        tables,
        nested,
    };
    let size = finish(&manifest, new.path())?;
    new.publish()?;
    Ok(size)
}

async fn close(tx: DatabaseTransaction) -> Result<(), Failure> {
    Ok(tx.rollback().await?)
}

/// The files that explain the others, and the list of all.
fn finish(manifest: &Manifest, folder: &Path) -> Result<Size, Failure> {
    let mut sums = Sums::of(manifest);
    for (name, text) in [("README.md", readme::text(manifest)), (MANIFEST, manifest.text()?)] {
        let mut sink = Sink::create(folder, name)?;
        sink.put(text.as_bytes())?;
        sums.add(name, sink.finish()?.sha256);
    }
    let mut sink = Sink::create(folder, SUMS)?;
    sink.put(sums.text().as_bytes())?;
    let sha256 = sink.finish()?.sha256;
    Ok(Size { rows: manifest.rows(), files: sums.len() + 1, sha256 })
}

/// Some rows of some tables, in the form of an export: what is archived before it is removed.
pub(crate) struct Pieces {
    tx: DatabaseTransaction,
    new: NewFolder,
    schema: Vec<String>,
    known: Vec<catalogue::Table>,
    tables: Vec<Content>,
}

impl Pieces {
    /// Begins a new folder, in one moment of the database.
    pub(crate) async fn begin(store: &Store, folder: &Path) -> Result<Self, Failure> {
        let new = NewFolder::beside(folder)?;
        let schema = store::steps(store).await?;
        let tx = store.moment().await?;
        let known = catalogue::tables(&tx).await?;
        Ok(Self { tx, new, schema, known, tables: Vec::new() })
    }

    /// Writes the rows of a table that a condition of SQL names into a file.
    pub(crate) async fn add(&mut self, table: &str, file: &str, only: &str) -> Result<(), Failure> {
        let Some(table) = self.known.iter().find(|known| known.name == table) else { return Ok(()) };
        let named = describe::table(table);
        let mut sink = Sink::create(self.new.path(), file)?;
        rows::write(&self.tx, table, &named.columns, Some((only, Vec::new())), &mut sink).await?;
        self.tables.push(named.with(sink.finish()?, None));
        Ok(())
    }

    /// Explains the files, and gives the folder its name.
    pub(crate) async fn publish(self, at: Stamp) -> Result<Size, Failure> {
        close(self.tx).await?;
        let program = env!("CARGO_PKG_VERSION").to_owned();
        let (schema, tables) = (self.schema, self.tables);
        let manifest = Manifest { form: FORM, program, at: at.rfc3339(), schema, tables, nested: Vec::new() };
        let size = finish(&manifest, self.new.path())?;
        self.new.publish()?;
        Ok(size)
    }
}
