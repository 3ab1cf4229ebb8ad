//! Why there is no backup, or nothing was restored.

use std::{io, path::PathBuf};

use crate::Error;

/// Why there is no backup, or nothing was restored. Each sentence says what to do.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A file of that name is there.
    #[error("{} exists already, and no older backup is written over; name another file", .0.display())]
    Exists(PathBuf),
    /// The name belongs to a database.
    #[error("{} is a name that SQLite gives to a part of a database; name another file", .0.display())]
    Companion(PathBuf),
    /// Where the file should be made there is no folder.
    #[error("there is no folder {}; make it first, or name another place", .0.display())]
    NoFolder(PathBuf),
    /// It is a pipe, a device or a folder.
    #[error("{} is no file", .0.display())]
    NoFile(PathBuf),
    /// The place is not empty.
    #[error("{0} is not empty, and only an empty place is filled; name another one")]
    NotEmpty(String),
    /// It is something else.
    #[error("{} is no backup of Mingjian", .0.display())]
    Foreign(PathBuf),
    /// The folder holds something.
    #[error("{} is there and not empty; an export is written into a new or an empty folder", .0.display())]
    FolderNotEmpty(PathBuf),
    /// It is another folder.
    #[error("{} is no export of Mingjian: it has no {missing}", .folder.display())]
    NoExport {
        /// The folder.
        folder: PathBuf,
        /// The file that every export has.
        missing: &'static str,
    },
    /// A file of the export is missing or shorter.
    #[error("{} is not whole: {what}; take another copy", .folder.display())]
    NotWhole {
        /// The folder.
        folder: PathBuf,
        /// Which file, and what of it.
        what: String,
    },
    /// It lacks its end.
    #[error("{} lacks its end: it was not copied whole; take another copy", .0.display())]
    Cut(PathBuf),
    /// Something in it is not what was written.
    #[error("{} is damaged ({what}); take another copy", .file.display())]
    Damaged {
        /// The backup.
        file: PathBuf,
        /// Where, or what was noticed.
        what: String,
    },
    /// It has a schema that this program does not know.
    #[error("{} was made by another version of Mingjian: this one does not know its step {step}; use the version \
             that made it, or a newer one", .file.display())]
    Newer {
        /// The backup.
        file: PathBuf,
        /// The first step of the schema that is not known.
        step: String,
    },
    /// The place is of the other kind.
    #[error("it is a backup of {made_of}, and can be restored into {made_of} only")]
    OtherDatabase {
        /// What it was made of.
        made_of: &'static str,
    },
    /// A file could not be read or written.
    #[error("{what}: {source}")]
    Io {
        /// What was being done.
        what: String,
        /// Why it failed.
        source: io::Error,
    },
    /// The database failed.
    #[error(transparent)]
    Database(#[from] Error),
}

impl From<sea_orm::DbErr> for Failure {
    fn from(failure: sea_orm::DbErr) -> Self {
        Self::Database(failure.into())
    }
}

impl From<sea_orm::sqlx::Error> for Failure {
    fn from(failure: sea_orm::sqlx::Error) -> Self {
        sea_orm::DbErr::Query(sea_orm::RuntimeErr::SqlxError(failure.into())).into()
    }
}
