//! Writing a list of rows of one kind.

use std::collections::{BTreeMap, HashMap};

use domain::time::Stamp;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IdenStatic, IntoActiveModel, Iterable, ModelTrait, QueryFilter,
    sea_query::sea_value_to_json_value,
};
use serde_json::{Value, json};

use super::{
    By, Fault, Flaw, Refused, Register, Written,
    entry::{ColumnOf, Entry, Under},
    owners::{CHUNK, Owners},
};
use crate::{
    Result,
    audit::{self, Act, Subject},
};

/// Rows in one statement: below SQLite's 32,766 parameters for the widest table.
const AT_ONCE: usize = 200;

/// Enters a list: what is not there is added, what is there and says something else is changed. Each thing that changes
/// gets its line in the audit log. Where anything is wrong with any row nothing is written.
pub(super) async fn write<E: Entry>(register: &Register<'_>, entries: &[E]) -> Result<Written, Refused> {
    let now = register.ctx.now();
    let mut faults = faults_of_each(entries, now);
    let owners = Owners::find(&register.tx, entries.iter().map(Entry::owner)).await?;
    let owned = owned(entries, &owners, &mut faults);
    faults.extend(twice(&owned));
    let stored = stored(register, &owned).await?;
    let entered: Vec<_> = owned.iter().map(|(_, owner, entry)| (*owner, *entry)).collect();
    let follows = E::follows(&entered, &stored);
    faults.extend(follows.flaws.into_iter().map(|(at, field, flaw)| Fault { row: owned[at].0, field, flaw }));
    if !faults.is_empty() {
        faults.sort_by_key(|fault| fault.row);
        return Err(Refused::Faults(faults));
    }
    let plan = plan(&entered, stored, now);
    let (new, changed, same) = (plan.new.len(), plan.changed.len(), plan.same);
    let mut ids = plan.ids;
    let mut notes = Notes::new(&owners);
    for (old, new) in follows.changes.into_iter().chain(plan.changed) {
        notes.changed::<E>(&old, &new);
        new.into_active_model().reset_all().update(&register.tx).await?;
    }
    for row in insert::<E>(register, plan.new).await? {
        notes.added::<E>(&row);
        ids.insert(E::key_of(&row), E::id(&row));
    }
    notes.write::<E>(register).await?;
    let ids = entered.iter().filter_map(|(owner, entry)| ids.get(&entry.key(*owner)).copied()).collect();
    Ok(Written { ids, new, changed, same })
}

fn faults_of_each<E: Entry>(entries: &[E], now: Stamp) -> Vec<Fault> {
    entries.iter().enumerate().flat_map(|(row, entry)| entry.check(now).of(row)).collect()
}

/// The entries whose owners are there, with their places.
fn owned<'e, E: Entry>(entries: &'e [E], owners: &Owners, faults: &mut Vec<Fault>) -> Vec<(usize, i64, &'e E)> {
    let mut all = Vec::with_capacity(entries.len());
    for (row, entry) in entries.iter().enumerate() {
        match owners.id(&entry.owner()) {
            Ok(owner) => all.push((row, owner, entry)),
            Err((field, flaw)) => faults.push(Fault { row, field, flaw }),
        }
    }
    all
}

/// Entries that say again what an earlier one says.
fn twice<E: Entry>(owned: &[(usize, i64, &E)]) -> Vec<Fault> {
    let mut seen: HashMap<E::Key, usize> = HashMap::with_capacity(owned.len());
    let mut faults = Vec::new();
    for (row, owner, entry) in owned {
        if let Some(first) = seen.insert(entry.key(*owner), *row) {
            faults.push(Fault { row: *row, field: E::KEY_FIELD, flaw: Flaw::Twice(first) });
        }
    }
    faults
}

/// The rows that may be meant.
async fn stored<E: Entry>(register: &Register<'_>, owned: &[(usize, i64, &E)]) -> Result<Vec<E::Row>> {
    let mut wanted: Vec<sea_orm::Value> = Vec::new();
    for (_, owner, entry) in owned {
        let value = entry.lookup(*owner);
        if wanted.last() != Some(&value) {
            wanted.push(value);
        }
    }
    let mut rows: HashMap<E::Key, E::Row> = HashMap::new();
    for values in wanted.chunks(CHUNK) {
        let found = E::Entity::find().filter(E::LOOKUP.is_in(values.to_vec())).all(&register.tx).await?;
        rows.extend(found.into_iter().map(|row| (E::key_of(&row), row)));
    }
    Ok(rows.into_values().collect())
}

/// What is to be done.
struct Plan<E: Entry> {
    new: Vec<E::Row>,
    changed: Vec<(E::Row, E::Row)>,
    same: usize,
    /// The keys of those that are there.
    ids: HashMap<E::Key, i64>,
}

fn plan<E: Entry>(entered: &[(i64, &E)], stored: Vec<E::Row>, now: Stamp) -> Plan<E> {
    let mut stored: HashMap<E::Key, E::Row> = stored.into_iter().map(|row| (E::key_of(&row), row)).collect();
    let ids = stored.iter().map(|(key, row)| (key.clone(), E::id(row))).collect();
    let mut plan = Plan { new: Vec::new(), changed: Vec::new(), same: 0, ids };
    for (owner, entry) in entered {
        let old = stored.remove(&entry.key(*owner));
        let row = entry.row(*owner, old.as_ref(), now);
        match old {
            None => plan.new.push(row),
            Some(old) if old == row => plan.same += 1,
            Some(old) => plan.changed.push((old, row)),
        }
    }
    plan
}

/// Adds rows; returns them with their keys.
async fn insert<E: Entry>(register: &Register<'_>, rows: Vec<E::Row>) -> Result<Vec<E::Row>> {
    let mut inserted = Vec::with_capacity(rows.len());
    let mut rows = rows.into_iter().map(|row| {
        let mut row = row.into_active_model().reset_all();
        row.not_set(E::ID);
        row
    });
    loop {
        let portion: Vec<E::Active> = rows.by_ref().take(AT_ONCE).collect();
        if portion.is_empty() {
            return Ok(inserted);
        }
        inserted.extend(E::Entity::insert_many(portion).exec_with_returning(&register.tx).await?);
    }
}

/// What the audit log shall say: a line for each enterprise, or town, with all that this list changed of it.
struct Notes {
    enterprise_of_outlet: HashMap<i64, i64>,
    lines: BTreeMap<Under, Note>,
}

#[derive(Default)]
struct Note {
    new: usize,
    changed: Vec<Value>,
}

impl Notes {
    fn new(owners: &Owners) -> Self {
        Self { enterprise_of_outlet: owners.enterprise_of_outlets(), lines: BTreeMap::new() }
    }

    fn note(&mut self, under: Under) -> &mut Note {
        let under = match under {
            Under::Outlet(id) => Under::Enterprise(self.enterprise_of_outlet.get(&id).copied().unwrap_or_default()),
            other => other,
        };
        self.lines.entry(under).or_default()
    }

    fn added<E: Entry>(&mut self, row: &E::Row) {
        self.note(E::under(row)).new += 1;
    }

    fn changed<E: Entry>(&mut self, old: &E::Row, new: &E::Row) {
        self.note(E::under(old)).changed.push(difference::<E>(old, new));
    }

    async fn write<E: Entry>(self, register: &Register<'_>) -> Result<()> {
        let table = E::Entity::default();
        let actor = match register.by {
            By::Person(actor) => Some(actor),
            By::CommandLine => None,
        };
        let lines = self.lines.into_iter().map(|(under, note)| {
            let subject = match under {
                Under::Town(id) => Subject("town", id),
                Under::Enterprise(id) | Under::Outlet(id) => Subject("enterprise", id),
            };
            let mut detail = json!({ "table": sea_orm::EntityName::table_name(&table) });
            if note.new > 0 {
                detail["new"] = json!(note.new);
            }
            if !note.changed.is_empty() {
                detail["changed"] = json!(note.changed);
            }
            (subject, detail)
        });
        audit::note_all(&register.tx, register.ctx, actor, Act::WriteRegister, lines.collect()).await
    }
}

/// The columns that differ, each as it was and as it is, and the row's key.
fn difference<E: Entry>(old: &E::Row, new: &E::Row) -> Value {
    let mut said = json!({ "id": E::id(old) });
    for column in ColumnOf::<E>::iter() {
        let (was, is) = (old.get(column), new.get(column));
        if was == is {
            continue;
        }
        let is_secret = E::SECRET.is_some_and(|secret| secret.as_str() == column.as_str());
        said[column.as_str()] = if is_secret {
            json!("changed")
        } else {
            json!([sea_value_to_json_value(&was), sea_value_to_json_value(&is)])
        };
    }
    said
}
