//! Transactions of which only one may be open at a time.

use sea_orm::{ConnectionTrait, DbBackend, Statement};

use crate::Result;

/// What only one transaction at a time does.
#[derive(Clone, Copy, Debug)]
pub enum Turn {
    /// Writing the register.
    Register,
    /// Letting a delivery count.
    Delivery,
    /// Writing what meters come to.
    Bills,
    /// Writing what the portal says of itself.
    Site,
    /// Removing what is past its term.
    Retention,
    /// Putting another map in the place of the one that stands.
    Map,
}

impl Turn {
    /// The number of its lock: of the portal alone in its database.
    const fn key(self) -> i64 {
        match self {
            Self::Register => 0x6d69_6e67_0001,
            Self::Delivery => 0x6d69_6e67_0011,
            Self::Bills => 0x6d69_6e67_0012,
            Self::Site => 0x6d69_6e67_0071,
            Self::Retention => 0x6d69_6e67_0072,
            Self::Map => 0x6d69_6e67_0100,
        }
    }
}

/// Waits until no other transaction has this turn; it ends with the transaction. On SQLite every transaction that may write
/// is alone from its beginning.
pub async fn alone(tx: &impl ConnectionTrait, turn: Turn) -> Result<()> {
    let backend = tx.get_database_backend();
    if backend == DbBackend::Postgres {
        let lock = "SELECT pg_advisory_xact_lock(hashtextextended(current_schema()::text, $1))";
        tx.execute_raw(Statement::from_sql_and_values(backend, lock, [turn.key().into()])).await?;
    }
    Ok(())
}
