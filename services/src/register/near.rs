//! Names that nearly are those of other rows: whoever reads them takes one for the other.

use std::collections::{HashMap, HashSet};

use domain::sheet::plain;
use sea_orm::{ConnectionTrait, EntityTrait, ModelTrait, QuerySelect};

use super::{
    Flaw,
    entry::{ColumnOf, Entry},
};
use crate::Result;

/// What is left of a name without blanks, width and case: two names with the same rest are nearly one.
pub(super) fn rest_of(name: &str) -> String {
    plain(name).to_lowercase()
}

/// The rows, by their places, whose names nearly are that of another row, and which that is.
pub(super) async fn clashes<E: Entry>(
    db: &impl ConnectionTrait,
    rows: &[E::Row],
    (field, column): (&'static str, ColumnOf<E>),
) -> Result<Vec<(usize, &'static str, Flaw)>> {
    let stored = E::Entity::find().select_only().columns([E::ID, column]).into_tuple::<(i64, String)>().all(db).await?;
    let mut known: HashMap<String, (i64, String)> = HashMap::with_capacity(stored.len());
    // What is renamed by this list has its old name no more.
    let changed: HashSet<i64> = rows.iter().map(E::id).collect();
    for (id, name) in stored.into_iter().filter(|(id, _)| !changed.contains(id)) {
        known.insert(rest_of(&name), (id, name));
    }
    let mut keys: HashMap<String, E::Key> = HashMap::new();
    let mut found = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let name = match row.get(column) {
            sea_orm::Value::String(Some(name)) => name.clone(),
            _ => continue,
        };
        let (rest, key) = (rest_of(&name), E::key_of(row));
        // The same row twice in a list is told as such.
        if keys.get(&rest).is_some_and(|first| *first == key) {
            continue;
        }
        if let Some((_, other)) = known.get(&rest) {
            found.push((at, field, Flaw::Alike(other.clone())));
        } else {
            keys.insert(rest.clone(), key);
            known.insert(rest, (E::id(row), name));
        }
    }
    Ok(found)
}
