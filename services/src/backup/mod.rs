//! Backup and restore of the database.
//!
//! A backup is one file that holds one moment: all that was committed when it began, nothing of what came later. The
//! portal goes on meanwhile; readers and writers wait for nothing. The file appears under its name only when it is whole
//! and on the disk.
//!
//! SQLite's backup is an SQLite database. PostgreSQL's is a tar archive of what `COPY` gives, table by table, with a
//! manifest at its end. Behind either stands one line with the SHA-256 of all before it. Each is restored by [`restore`] into
//! an empty place of the same kind, and by nothing else: what is damaged, cut, foreign or newer than the program is refused
//! before anything is written.
//!
//! The keys of tip-offs are not in it: who holds a backup reads no tip-off.

mod failure;
mod new_file;
mod postgres;
mod seal;
mod sqlite;

use std::path::Path;

use migration::{Migrator, MigratorTrait};
use sea_orm::DbBackend;

pub use failure::Failure;
pub(crate) use new_file::{COMPANIONS, NewFile, failed, with};
pub(crate) use postgres::{clear, make_room};

use crate::store::Store;
use seal::Sealed;

/// What a backup came to, or a restored one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Size {
    /// Rows in all tables.
    pub rows: u64,
    /// Bytes of the file.
    pub bytes: u64,
    /// SHA-256 of the file, in hexadecimal digits.
    pub sha256: String,
}

/// Writes a backup of all that is committed now into a file that does not exist yet.
pub async fn write(store: &Store, file: &Path) -> Result<Size, Failure> {
    let new = NewFile::beside(file)?;
    let filled = async {
        match store.backend() {
            DbBackend::Sqlite => sqlite::write(store, new.path()).await,
            _ => postgres::write(store, new.path()).await,
        }
    };
    let rows = new.while_filled(filled).await?;
    let Sealed { bytes, sha256, .. } = seal::put(new.path())?;
    new.publish()?;
    Ok(Size { rows, bytes, sha256 })
}

/// Fills an empty place, `sqlite://PATH` or `postgres://…`, with a backup, and brings its schema up to date. Either all of
/// it is there afterwards, or the place is as empty as before.
pub async fn restore(file: &Path, url: &str) -> Result<Size, Failure> {
    seal::length(file)?;
    let made_of = kind(file)?;
    let Sealed { bytes, sha256, content } = seal::check(file)?;
    let rows = match url.strip_prefix("sqlite://") {
        Some(path) if made_of == Kind::Sqlite => {
            sqlite::restore(file, content, Path::new(path.split('?').next().unwrap_or_default())).await?
        }
        None if made_of == Kind::Postgres => postgres::restore(file, url).await?,
        _ => return Err(Failure::OtherDatabase { made_of: made_of.name() }),
    };
    Ok(Size { rows, bytes, sha256 })
}

/// Copies a file that only its owner may read to where there is none yet: whole, or not at all.
pub fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    let bytes = seal::length(from)?;
    let new = NewFile::beside(to)?;
    new.copy(from, bytes)?;
    new.publish()
}

/// Which database a backup was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Sqlite,
    Postgres,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// What a file is, by its first bytes.
fn kind(file: &Path) -> Result<Kind, Failure> {
    let head = new_file::head(file)?;
    if head.starts_with(b"SQLite format 3\0") {
        Ok(Kind::Sqlite)
    } else if head.starts_with(postgres::HEAD.as_bytes()) {
        Ok(Kind::Postgres)
    } else {
        Err(Failure::Foreign(file.to_owned()))
    }
}

/// Whether this program knows the schema of a backup: its steps are the first ones of ours, in their order.
pub(crate) fn known(file: &Path, steps: &[String]) -> Result<(), Failure> {
    let ours: Vec<_> = Migrator::migrations().iter().map(|step| step.name().to_owned()).collect();
    if steps.is_empty() {
        return Err(Failure::Foreign(file.to_owned()));
    }
    match steps.iter().zip(ours.iter().map(Some).chain(std::iter::repeat(None))).find(|(step, own)| Some(*step) != *own)
    {
        Some((step, _)) => Err(Failure::Newer { file: file.to_owned(), step: step.clone() }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_that_this_program_does_not_know_is_named() {
        let ours: Vec<_> = Migrator::migrations().iter().map(|step| step.name().to_owned()).collect();
        let file = Path::new("x");
        assert!(known(file, &ours).is_ok());
        assert!(known(file, &ours[..3]).is_ok(), "an older one is brought up to date");
        let newer = [ours.clone(), vec!["m9999_later".to_owned()]].concat();
        assert!(matches!(known(file, &newer), Err(Failure::Newer { step, .. }) if step == "m9999_later"));
        assert!(matches!(known(file, &["other".to_owned()]), Err(Failure::Newer { .. })));
        assert!(matches!(known(file, &[]), Err(Failure::Foreign(_))));
    }

    #[test]
    fn what_is_no_backup_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x");
        std::fs::write(&file, "").unwrap();
        assert!(matches!(kind(&file), Err(Failure::Foreign(_))));
        std::fs::write(&file, "PGDMP and so on").unwrap();
        assert!(matches!(kind(&file), Err(Failure::Foreign(_))));
        assert!(matches!(kind(&folder.path().join("missing")), Err(Failure::Io { .. })));
    }
}
