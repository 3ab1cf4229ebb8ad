//! The database: SQLite for one command, PostgreSQL for a city, the same code for both.
//!
//! SQLite has one writer at a time. So there are two pools: readers, and a single connection on which every
//! transaction begins as a writer (`BEGIN IMMEDIATE`). A transaction that reads first and writes later would fail
//! as soon as somebody else wrote in between.

pub mod bulk;
pub mod catalogue;
mod connect;
mod content;
pub(crate) mod former_row;
mod insert;
pub(crate) mod merger;
pub(crate) mod register_version;
mod removed;
pub(crate) mod search;
mod size;
mod turn;

use sea_orm::{
    AccessMode, DatabaseConnection, DatabaseTransaction, DbBackend, IsolationLevel, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};

pub use connect::{connect, is_new, migrate, pending};
pub(crate) use connect::{open_copy, steps};
pub(crate) use content::content;
pub use insert::{insert, insert_and_return, replace};
pub(crate) use removed::removed_before;
pub use size::size;
pub use turn::{Turn, alone};

use crate::Result;

/// The database. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    read: DatabaseConnection,
    write: DatabaseConnection,
}

impl Store {
    /// Where to read. What a writer has not committed is not seen.
    pub fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// Begins a transaction that reads one moment: what is committed later is not seen, and nobody waits for it.
    pub async fn moment(&self) -> Result<DatabaseTransaction> {
        if self.backend() == DbBackend::Sqlite {
            // Under the write-ahead log a reader keeps the state that it saw first.
            return Ok(self.read.begin().await?);
        }
        let options = TransactionOptions {
            isolation_level: Some(IsolationLevel::RepeatableRead),
            access_mode: Some(AccessMode::ReadOnly),
            ..TransactionOptions::default()
        };
        Ok(self.read.begin_with_options(options).await?)
    }

    /// Begins a transaction that may write; the only way to write. Waits while another one is open on SQLite, so
    /// keep it short and let nothing wait for the network in between.
    pub async fn write(&self) -> Result<DatabaseTransaction> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(self.write.begin_with_options(options).await?)
    }

    /// Which database it is.
    pub fn backend(&self) -> DbBackend {
        self.write.get_database_backend()
    }

    /// Whether the database answers; for readiness checks.
    pub async fn ping(&self) -> Result<()> {
        Ok(self.read.ping().await?)
    }

    /// Closes all connections; SQLite then folds its write-ahead log into the file.
    pub async fn close(&self) -> Result<()> {
        if self.backend() == DbBackend::Sqlite {
            self.read.clone().close().await?;
        }
        Ok(self.write.clone().close().await?)
    }
}
