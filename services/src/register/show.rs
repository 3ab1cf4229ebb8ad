//! What stands in the register, row by row, for whoever keeps it; and who changed what, when and why.

use domain::{access::Action, credit_code::CreditCode, sheet::Kind, utility::Feed};
use entities::{device, discharge_limit, enterprise, load_cap, meter_share, outlet, product, town, utility_reading};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    BillEntry, CapEntry, EnterpriseEntry, LimitEntry, LoggerEntry, MeterEntry, OutletEntry, ProductEntry, TownEntry,
    changes::{Change, changes},
    entry::Under,
    import::entries::{CLASSES, DISCHARGES, EDITIONS, MEANS},
    said::{Belongs, Tabular, of_kind, word},
};
use crate::{
    Ctx, Error, Names, Result, Seen,
    accounts::Actor,
    audit::{Act, Subject},
    public::town_names,
    secret,
};

/// Bills that are shown, the newest first.
const BILLS: u64 = 24;
/// Changes that are shown, the newest first.
const CHANGES: u64 = 50;

/// A row as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its key.
    pub id: i64,
    /// What it says, in the order of its table's columns.
    pub said: Vec<String>,
    /// As a form carries it.
    pub seen: Seen,
}

/// All that the register holds of an enterprise.
#[derive(Clone, Debug)]
pub struct RegisterFile {
    /// Credit code.
    pub credit_code: CreditCode,
    /// Its name.
    pub name: String,
    /// Its town.
    pub town: Names,
    /// Its rows by tables, that of the enterprise itself first.
    pub tables: Vec<(Kind, Vec<Standing>)>,
    /// Who changed what.
    pub changes: Vec<Change>,
}

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
    /// What was changed, row by row: columns, what stood there and what stands there now. A secret says neither.
    pub changed: Vec<Vec<Differs>>,
}

/// A column that a change was about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differs {
    /// The column in the store.
    pub field: String,
    /// What stood there and what stands there; none of a secret.
    let meters = meter_share::Entity::find()
        .filter(meter_share::Column::EnterpriseId.eq(id))
        .order_by_asc(meter_share::Column::Number)
        .order_by_asc(meter_share::Column::ValidFrom);
    pub values: Option<(String, String)>,
}

/// What the register holds of an enterprise.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
        (Kind::Meters, standing::<MeterEntry>(&meters.all(db).await?, &names)),
pub async fn show(ctx: &Ctx, actor: &Actor, credit_code: CreditCode) -> Result<RegisterFile> {
    actor.must(Action::ManageRegister)?;
    let db = ctx.store.read();
    let found = enterprise::Entity::find().filter(enterprise::Column::CreditCode.eq(credit_code));
    let (enterprise, town) = found.find_also_related(town::Entity).one(db).await?.ok_or(Error::NotFound)?;
    let town = town.as_ref().map_or_else(|| Names::new("", ""), town_names);
    let names = names_around(db, Under::Enterprise(enterprise.id)).await?;
    let id = enterprise.id;
    let outlets = outlet::Entity::find().filter(outlet::Column::EnterpriseId.eq(id)).order_by_asc(outlet::Column::Code);
    let outlets = outlets.all(db).await?;
    let keys: Vec<i64> = outlets.iter().map(|outlet| outlet.id).collect();
    let limits = discharge_limit::Entity::find()
        .filter(discharge_limit::Column::OutletId.is_in(keys.clone()))
        .order_by_asc(discharge_limit::Column::OutletId)
        .order_by_asc(discharge_limit::Column::Pollutant)
        .order_by_asc(discharge_limit::Column::ValidFrom);
    let loggers = device::Entity::find().filter(device::Column::OutletId.is_in(keys)).order_by_asc(device::Column::Mn);
    let products =
        product::Entity::find().filter(product::Column::EnterpriseId.eq(id)).order_by_asc(product::Column::Id);
    let caps = load_cap::Entity::find().filter(load_cap::Column::EnterpriseId.eq(id));
    let caps = caps.order_by_asc(load_cap::Column::Pollutant);
    let bills = utility_reading::Entity::find()
        .filter(utility_reading::Column::EnterpriseId.eq(id))
        // What the tax office knows is no bill, and nothing to be read here.
        .filter(utility_reading::Column::Feed.ne(Feed::Tax))
        .order_by_desc(utility_reading::Column::Month)
        .order_by_asc(utility_reading::Column::Feed)
        .limit(BILLS);
    let tables = vec![
        (Kind::Enterprises, standing::<EnterpriseEntry>(std::slice::from_ref(&enterprise), &names)),
        (Kind::Products, standing::<ProductEntry>(&products.all(db).await?, &names)),
        (Kind::Caps, standing::<CapEntry>(&caps.all(db).await?, &names)),
        (Kind::Outlets, standing::<OutletEntry>(&outlets, &names)),
        (Kind::Limits, standing::<LimitEntry>(&limits.all(db).await?, &names)),
        (Kind::Loggers, standing::<LoggerEntry>(&loggers.all(db).await?, &names)),
        (Kind::Bills, standing::<BillEntry>(&bills.all(db).await?, &names)),
    ];
    let changes = changes(db, Subject("enterprise", id)).await?;
    Ok(RegisterFile { credit_code, name: enterprise.name, town, tables, changes })
}

/// All towns.
///
/// # Errors
/// [`Error::Forbidden`].
pub async fn towns(ctx: &Ctx, actor: &Actor) -> Result<Vec<Standing>> {
    actor.must(Action::ManageRegister)?;
    let rows = town::Entity::find().order_by_asc(town::Column::Code).all(ctx.store.read()).await?;
    Ok(standing::<TownEntry>(&rows, &Belongs::default()))
}

/// One row of a table, for the form that changes it.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub async fn one(ctx: &Ctx, actor: &Actor, kind: Kind, id: i64) -> Result<Standing> {
    actor.must(Action::ManageRegister)?;
    let db = ctx.store.read();
    of_kind!(kind, one_of(db, id))
}

async fn one_of<E: Tabular>(db: &impl ConnectionTrait, id: i64) -> Result<Standing> {
    let row = E::Entity::find().filter(E::ID.eq(id)).one(db).await?.filter(E::is_open).ok_or(Error::NotFound)?;
    let names = names_around(db, E::under(&row)).await?;
    Ok(standing_one::<E>(&row, &names))
}

fn standing<E: Tabular>(rows: &[E::Row], names: &Belongs) -> Vec<Standing> {
    rows.iter().map(|row| standing_one::<E>(row, names)).collect()
}

fn standing_one<E: Tabular>(row: &E::Row, names: &Belongs) -> Standing {
    Standing { id: E::id(row), said: E::all_said(row, names), seen: seen_of::<E>(row) }
}

/// How a row stands: a digest of all that it says, so that nobody overwrites what they have not seen.
pub(super) fn seen_of<E: Tabular>(row: &E::Row) -> Seen {
    Seen::of(&secret::digest(format!("{row:?}").as_bytes())[..16], 0)
}

/// What the rows of an enterprise belong to, as people know it.
pub(super) async fn names_around(db: &impl ConnectionTrait, under: Under) -> Result<Belongs> {
    let mut names = Belongs::default();
    let id = match under {
        Under::Town(_) => return Ok(names),
        Under::Enterprise(id) => id,
        Under::Outlet(id) => match outlet::Entity::find_by_id(id).one(db).await? {
            Some(outlet) => outlet.enterprise_id,
            None => return Ok(names),
        },
    };
    let found = enterprise::Entity::find_by_id(id).find_also_related(town::Entity).one(db).await?;
    if let Some((enterprise, town)) = found {
        names.enterprises.insert(enterprise.id, enterprise.credit_code);
        names.towns.extend(town.map(|town| (town.id, town.code)));
    }
    let outlets = outlet::Entity::find().filter(outlet::Column::EnterpriseId.eq(id)).all(db).await?;
    names.outlets.extend(outlets.into_iter().map(|outlet| (outlet.id, (outlet.enterprise_id, outlet.code))));
    Ok(names)
}

/// Who changed what under a subject, the newest first.
async fn changes(db: &impl ConnectionTrait, subject: Subject) -> Result<Vec<Change>> {
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
    Ok(rows.iter().map(|row| change(row, &people)).collect())
}

fn change(row: &audit::Model, people: &HashMap<i64, String>) -> Change {
    let detail: Value = serde_json::from_str(&row.detail).unwrap_or_default();
    let kind = detail["table"].as_str().and_then(kind_of);
    let changed = detail["changed"].as_array().map(Vec::as_slice).unwrap_or_default();
    Change {
        at: row.at,
        by: row.account_id.and_then(|id| people.get(&id).cloned()),
        kind,
        reason: detail["reason"].as_str().map(str::to_owned),
        new: detail["new"].as_u64().unwrap_or_default(),
        changed: changed.iter().map(differences).collect(),
    }
}

fn differences(said: &Value) -> Vec<Differs> {
    let Some(columns) = said.as_object() else { return Vec::new() };
    let columns: BTreeMap<_, _> = columns.iter().filter(|(field, _)| *field != "id" && *field != "pinyin").collect();
    let differs = |(field, values): (&String, &Value)| {
        let values = values.as_array().and_then(|pair| Some((pair.first()?, pair.get(1)?)));
        let values = values.map(|(old, new)| (in_words(field, old), in_words(field, new)));
        Differs { field: field.clone(), values }
    };
    columns.into_iter().map(differs).collect()
}

/// Which kind of rows a table holds.
fn kind_of(table: &str) -> Option<Kind> {
    let tables = [
        (town::Entity.table_name(), Kind::Towns),
        (enterprise::Entity.table_name(), Kind::Enterprises),
        (product::Entity.table_name(), Kind::Products),
        (load_cap::Entity.table_name(), Kind::Caps),
        (outlet::Entity.table_name(), Kind::Outlets),
        (discharge_limit::Entity.table_name(), Kind::Limits),
        (device::Entity.table_name(), Kind::Loggers),
        (utility_reading::Entity.table_name(), Kind::Bills),
    ];
    tables.into_iter().find(|(name, _)| *name == table).map(|(_, kind)| kind)
}

/// A value of a column as a table says it. The log has it as the store does.
fn in_words(column: &str, value: &Value) -> String {
    let scaled = |one: fn(i64) -> Decimal| value.as_i64().map(|whole| one(whole).normalize().to_string());
    let text = value.as_str();
    let said = match column {
        "lat" | "lng" | "capacity" | "kg_per_year" | "quantity" => scaled(|whole| Micro(whole).into()),
        "low" | "high" | "reference_oxygen" => scaled(|whole| Nano(whole).into()),
        "class" => text.and_then(|text| text.parse::<ManagementClass>().ok()).map(|one| word(&CLASSES, one)),
        "discharge" => text.and_then(|text| text.parse::<Discharge>().ok()).map(|one| word(&DISCHARGES, one)),
        "averaging" => text.and_then(|text| text.parse::<Averaging>().ok()).map(|one| word(&MEANS, one)),
        "edition" => text.and_then(|text| text.parse::<ProtocolEdition>().ok()).map(|one| word(&EDITIONS, one)),
        _ => None,
    };
    said.unwrap_or_else(|| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    })
}
