//! Who changed what in the register, when and why, row by row.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::{
    device::ProtocolEdition,
    enterprise::ManagementClass,
    fixed::{Micro, Nano},
    limit::Averaging,
    outlet::Discharge,
    premises::PremisesKind,
    sheet::{Kind, column, key_fields},
    succession::SuccessionKind,
    time::Stamp,
};
use entities::{
    account, audit, device, discharge_limit, enterprise, load_cap, meter_share, outlet, person, premises, product,
    succession, tenancy, town, treatment, utility_reading,
};
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityName, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;

use super::{
    chunks::chunks,
    import::entries::{CLASSES, DISCHARGES, EDITIONS, MEANS, PREMISES_KINDS, SUCCESSION_KINDS},
    said::{Belongs, Tabular, of_kind, word},
};
use crate::{
    Result,
    audit::{Act, Subject},
};

/// Changes that are shown, the newest first.
const CHANGES: u64 = 50;
/// Rows of a change that are named; of more their number.
const ROWS: usize = 20;

/// Something that was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// When.
    pub at: Stamp,
    /// By whom; nobody: from the command line.
    pub by: Option<String>,
    /// In which table; none that this version does not know.
    pub kind: Option<Kind>,
    /// Why, where it was asked.
    pub reason: Option<String>,
    /// How many rows were added.
    pub new: u64,
    /// The rows that were changed or added, as far as they are named one by one.
    pub rows: Vec<ChangedRow>,
    /// How many more were changed than are named.
    pub more: usize,
}

/// A row that was changed, or added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangedRow {
    /// What tells it from others of the enterprise: fields of its table's columns, and what they say.
    pub key: Vec<(&'static str, String)>,
    /// Whether it was added.
    pub is_new: bool,
    /// What was changed, or what it said when it was added.
    pub differs: Vec<Differs>,
}

/// A column that a change was about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differs {
    /// The field of the table's column.
    pub field: &'static str,
    /// What stood there and what stands there; none of a secret.
    pub values: Option<(String, String)>,
}

/// What tells a row from others; none of one that is not to be read here.
type Known = HashMap<(Kind, i64), Option<Vec<(&'static str, String)>>>;

/// Who changed what under a subject, the newest first, as far as it is for whoever keeps the register to read.
pub(super) async fn changes(db: &impl ConnectionTrait, subject: Subject, mut names: Belongs) -> Result<Vec<Change>> {
    let rows = audit::Entity::find()
        .filter(audit::Column::Subject.eq(subject.to_string()))
        .filter(audit::Column::Action.eq(Act::WriteRegister.as_str()))
        .order_by_desc(audit::Column::Id)
        .limit(CHANGES)
        .all(db)
        .await?;
    let accounts = rows.iter().filter_map(|row| row.account_id);
    let people = account::Entity::find().filter(account::Column::Id.is_in(accounts)).all(db).await?;
    let people: HashMap<i64, String> = people.into_iter().map(|row| (row.id, row.name)).collect();
    let lines: Vec<(&audit::Model, Line)> = rows.iter().map(|row| (row, Line::read(&row.detail))).collect();
    let known = known(db, &lines, &mut names).await?;
    let change = |(row, line): &(&audit::Model, Line)| {
        let by = row.account_id.and_then(|id| people.get(&id).cloned());
        line.change(row.at, by, &known, &names)
    };
    Ok(lines.iter().filter_map(change).collect())
}

/// A line of the log.
struct Line {
    detail: Value,
    kind: Option<Kind>,
}

impl Line {
    fn read(detail: &str) -> Self {
        let detail: Value = serde_json::from_str(detail).unwrap_or_default();
        let kind = detail["table"].as_str().and_then(kind_of);
        Self { detail, kind }
    }

    /// Its rows, and whether each was added.
    fn rows(&self) -> impl Iterator<Item = (&Value, bool)> {
        let list = |name: &str| self.detail[name].as_array().map(Vec::as_slice).unwrap_or_default();
        list("added").iter().map(|row| (row, true)).chain(list("changed").iter().map(|row| (row, false)))
    }

    /// The keys that its rows name in a column, before and after.
    fn keys_in<'l>(&'l self, column: &'l str) -> impl Iterator<Item = i64> + 'l {
        self.rows().flat_map(move |(row, _)| {
            let said = &row[column];
            let pair = said.as_array().map_or(std::slice::from_ref(said), Vec::as_slice);
            pair.iter().filter_map(Value::as_i64)
        })
    }

    /// What it says; nothing where nothing of it is to be read here.
    fn change(&self, at: Stamp, by: Option<String>, known: &Known, names: &Belongs) -> Option<Change> {
        if self.detail["closed"] == true {
            return None;
        }
        let (mut rows, mut hidden, mut hidden_new) = (Vec::new(), 0, 0);
        for (row, is_new) in self.rows() {
            let key = self.kind.zip(row["id"].as_i64()).and_then(|place| known.get(&place));
            match key {
                Some(None) if is_new => hidden_new += 1,
                Some(None) => hidden += 1,
                key => {
                    let key = key.cloned().flatten().unwrap_or_default();
                    let differs = self.kind.map(|kind| differences(kind, row, is_new, names)).unwrap_or_default();
                    rows.push(ChangedRow { key, is_new, differs });
                }
            }
        }
        let new = self.detail["new"].as_u64().unwrap_or_default().saturating_sub(hidden_new);
        if rows.is_empty() && new == 0 && hidden + hidden_new > 0 {
            return None;
        }
        let more = rows.len().saturating_sub(ROWS);
        rows.truncate(ROWS);
        let reason = self.detail["reason"].as_str().map(str::to_owned);
        Some(Change { at, by, kind: self.kind, reason, new, rows, more })
    }
}

/// What the rows are known by that the lines speak of; and the names of the places to which they refer.
async fn known(db: &impl ConnectionTrait, lines: &[(&audit::Model, Line)], names: &mut Belongs) -> Result<Known> {
    let mut ids: BTreeMap<Kind, BTreeSet<i64>> = BTreeMap::new();
    let (mut outlets, mut towns) = (BTreeSet::new(), BTreeSet::new());
    for (_, line) in lines {
        outlets.extend(line.keys_in("outlet_id").filter(|id| !names.outlets.contains_key(id)));
        towns.extend(line.keys_in("town_id").filter(|id| !names.towns.contains_key(id)));
        if let Some(kind) = line.kind {
            ids.entry(kind).or_default().extend(line.rows().filter_map(|(row, _)| row["id"].as_i64()));
        }
    }
    for ids in chunks(outlets.into_iter().collect()) {
        let rows = outlet::Entity::find().filter(outlet::Column::Id.is_in(ids)).all(db).await?;
        names.outlets.extend(rows.into_iter().map(|row| (row.id, (row.enterprise_id, row.code))));
    }
    for ids in chunks(towns.into_iter().collect()) {
        let rows = town::Entity::find().filter(town::Column::Id.is_in(ids)).all(db).await?;
        names.towns.extend(rows.into_iter().map(|row| (row.id, row.code)));
    }
    let mut known = Known::new();
    for (kind, ids) in ids {
        for ids in chunks(ids.into_iter().collect()) {
            let rows = of_kind!(kind, keys_of(db, ids, names))?;
            known.extend(rows.into_iter().map(|(id, key)| ((kind, id), key)));
        }
    }
    Ok(known)
}

type KeyOf = (i64, Option<Vec<(&'static str, String)>>);

async fn keys_of<E: Tabular>(db: &impl ConnectionTrait, ids: Vec<i64>, names: &Belongs) -> Result<Vec<KeyOf>> {
    let rows = E::Entity::find().filter(E::ID.is_in(ids)).all(db).await?;
    let key = |row: &E::Row| {
        let fields = key_fields(E::KIND).iter().filter(|field| **field != "enterprise" && **field != "credit_code");
        fields.map(|field| (*field, E::said(row, names, field))).collect()
    };
    Ok(rows.iter().map(|row| (E::id(row), E::is_open(row).then(|| key(row)))).collect())
}

/// The columns of a table that a row of the log speaks of, in words. What tells it from others stands beside them already.
fn differences(kind: Kind, row: &Value, is_new: bool, names: &Belongs) -> Vec<Differs> {
    let Some(said) = row.as_object() else { return Vec::new() };
    let differs = |(stored, value): (&String, &Value)| {
        // The store calls by their keys what tables call by names.
        let field = column(kind, stored.trim_end_matches("_id"))?.field;
        if is_new && key_fields(kind).contains(&field) {
            return None;
        }
        let pair = if is_new { Some((&Value::Null, value)) } else { pair(value) };
        let values = pair.map(|(old, new)| (in_words(stored, old, names), in_words(stored, new, names)));
        let is_nothing = is_new && values.as_ref().is_none_or(|(_, new)| new.is_empty());
        (!is_nothing).then_some(Differs { field, values })
    };
    said.iter().filter_map(differs).collect()
}

fn pair(said: &Value) -> Option<(&Value, &Value)> {
    match said.as_array()?.as_slice() {
        [old, new] => Some((old, new)),
        _ => None,
    }
}

/// Which kind of rows a table of the register holds.
pub fn kind_of(table: &str) -> Option<Kind> {
    let tables = [
        (town::Entity.table_name(), Kind::Towns),
        (enterprise::Entity.table_name(), Kind::Enterprises),
        (product::Entity.table_name(), Kind::Products),
        (load_cap::Entity.table_name(), Kind::Caps),
        (treatment::Entity.table_name(), Kind::Treatments),
        (person::Entity.table_name(), Kind::Persons),
        (outlet::Entity.table_name(), Kind::Outlets),
        (discharge_limit::Entity.table_name(), Kind::Limits),
        (device::Entity.table_name(), Kind::Loggers),
        (utility_reading::Entity.table_name(), Kind::Bills),
        (meter_share::Entity.table_name(), Kind::Meters),
        (premises::Entity.table_name(), Kind::Premises),
        (tenancy::Entity.table_name(), Kind::Tenancies),
        (succession::Entity.table_name(), Kind::Successions),
    ];
    tables.into_iter().find(|(name, _)| *name == table).map(|(_, kind)| kind)
}

/// What premises are, or how an enterprise came of another, as their tables say it.
fn kind_in_words(said: &str) -> Option<String> {
    let premises = said.parse::<PremisesKind>().ok().map(|kind| word(&PREMISES_KINDS, kind));
    premises.or_else(|| said.parse::<SuccessionKind>().ok().map(|kind| word(&SUCCESSION_KINDS, kind)))
}

/// A value of a column as a table says it. The log has it as the store does.
fn in_words(column: &str, value: &Value, names: &Belongs) -> String {
    let scaled = |one: fn(i64) -> Decimal| value.as_i64().map(|whole| one(whole).normalize().to_string());
    let text = value.as_str();
    let said = match column {
        "lat" | "lng" | "capacity" | "kg_per_year" | "quantity" | "multiplier" => scaled(|whole| Micro(whole).into()),
        "low" | "high" | "reference_oxygen" => scaled(|whole| Nano(whole).into()),
        "share" => value.as_i64().map(|mille| Decimal::new(mille, 1).normalize().to_string()),
        "class" => text.and_then(|text| text.parse::<ManagementClass>().ok()).map(|one| word(&CLASSES, one)),
        "kind" => text.and_then(kind_in_words),
        "discharge" => text.and_then(|text| text.parse::<Discharge>().ok()).map(|one| word(&DISCHARGES, one)),
        "averaging" => text.and_then(|text| text.parse::<Averaging>().ok()).map(|one| word(&MEANS, one)),
        "edition" => text.and_then(|text| text.parse::<ProtocolEdition>().ok()).map(|one| word(&EDITIONS, one)),
        "outlet_id" => value.as_i64().map(|id| names.outlet(id)[1].clone()),
        "from_year" if value.as_i64() == Some(0) => Some(String::new()),
        "town_id" => value.as_i64().and_then(|id| names.towns.get(&id).cloned()),
        _ => None,
    };
    said.unwrap_or_else(|| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    })
}
