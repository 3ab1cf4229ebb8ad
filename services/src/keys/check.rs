//! Whether the key file is the one that the store needs.

use std::collections::BTreeMap;

use entities::{second_factor, tip};
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, Statement};

use super::seal::Column;
use crate::{Ctx, Error, Result, store::Store};

/// Whether the store holds something that a key file must be there for, tip-offs or second factors: a new key would open
/// none of it.
pub async fn are_needed(store: &Store) -> Result<bool> {
    let has_tips = tip::Entity::find().count(store.read()).await? > 0;
    Ok(has_tips || second_factor::Entity::find().count(store.read()).await? > 0)
}

/// Whether the keys open everything in the store. To be asked when the portal starts: with a key missing it would take
/// tip-offs in, and answer with a failure when an older one is read.
///
/// # Errors
/// [`Error::Key`], which says how many of what need which key.
pub async fn check_keys(ctx: &Ctx) -> Result<()> {
    for column in Column::ALL {
        for (number, newest) in used(ctx, column).await? {
            if !ctx.keys()?.has(number) {
                let name = column.name();
                return Err(Error::Key(format!(
                    "the key file has no key {number}, and {name} of row {} needs it; put the line `{number} …` back from \
                     a copy of the key file",
                    newest.row
                )));
            }
            ctx.keys()?.unseal(column, newest.row, &newest.sealed)?;
        }
    }
    Ok(())
}

/// The newest value that a key closed.
struct Newest {
    row: i64,
    sealed: Vec<u8>,
}

/// The numbers of the keys that closed anything in a column, each with the newest value. The first byte tells.
async fn used(ctx: &Ctx, column: Column) -> Result<BTreeMap<u8, Newest>> {
    let (db, backend) = (ctx.store.read(), ctx.store.backend());
    let (table, field) = column.place();
    let sql =
        format!("SELECT MAX(id) AS id FROM {table} WHERE {field} IS NOT NULL GROUP BY {}", first_byte(field, backend));
    let mut used = BTreeMap::new();
    for group in db.query_all_raw(Statement::from_string(backend, sql)).await? {
        let row: i64 = group.try_get("", "id")?;
        let sql = format!("SELECT {field} AS sealed FROM {table} WHERE id = {row}");
        let Some(found) = db.query_one_raw(Statement::from_string(backend, sql)).await? else { continue };
        let sealed: Vec<u8> = found.try_get("", "sealed")?;
        if let Some(&number) = sealed.first() {
            used.insert(number, Newest { row, sealed });
        }
    }
    Ok(used)
}

/// The databases cut binary values differently.
fn first_byte(field: &str, backend: DbBackend) -> String {
    match backend {
        DbBackend::Postgres => format!("substring({field} from 1 for 1)"),
        _ => format!("substr({field}, 1, 1)"),
    }
}
