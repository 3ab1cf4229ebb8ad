//! What stands in the register, row by row, for whoever keeps it.

use domain::{access::Action, credit_code::CreditCode, life::Opening, sheet::Kind, utility::Feed};
use entities::{
    device, discharge_limit, enterprise, load_cap, meter_share, outlet, person, premises, product, succession, tenancy,
    town, treatment, utility_reading,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    BillEntry, CapEntry, EnterpriseEntry, LimitEntry, LoggerEntry, MeterEntry, OutletEntry, PersonEntry, PremisesEntry,
    ProductEntry, SuccessionEntry, TenancyEntry, TownEntry, TreatmentEntry,
    changes::{Change, changes},
    entry::Under,
    said::{Belongs, Tabular, of_kind},
};
use crate::{
    Ctx, Error, Names, Result, Seen,
    accounts::Actor,
    audit::Subject,
    public::{
        enterprise::{FormerLicence, former_licences},
        town_names,
    },
    secret,
};

/// Bills that are shown, the newest first.
const BILLS: u64 = 24;

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
    /// Whether it has public pages: one in trial has none.
    pub is_public: bool,
    /// Its rows by tables, that of the enterprise itself first.
    pub tables: Vec<(Kind, Vec<Standing>)>,
    /// Permits and registrations that it had before, the newest first.
    pub former_licences: Vec<FormerLicence>,
    /// Who changed what.
    pub changes: Vec<Change>,
}

/// What the register holds of an enterprise.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
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
    let meters = meter_share::Entity::find()
        .filter(meter_share::Column::EnterpriseId.eq(id))
        .order_by_asc(meter_share::Column::Number)
        .order_by_asc(meter_share::Column::ValidFrom);
    let treatments =
        treatment::Entity::find().filter(treatment::Column::EnterpriseId.eq(id)).order_by_asc(treatment::Column::Code);
    let persons = person::Entity::find()
        .filter(person::Column::EnterpriseId.eq(id))
        .order_by_asc(person::Column::Duty)
        .order_by_asc(person::Column::ValidFrom);
    let tenancies = tenancy::Entity::find().filter(tenancy::Column::EnterpriseId.eq(id));
    let tenancies = tenancies.order_by_asc(tenancy::Column::ValidFrom);
    let tables = vec![
        (Kind::Enterprises, standing::<EnterpriseEntry>(std::slice::from_ref(&enterprise), &names)),
        (Kind::Products, standing::<ProductEntry>(&products.all(db).await?, &names)),
        (Kind::Caps, standing::<CapEntry>(&caps.all(db).await?, &names)),
        (Kind::Treatments, standing::<TreatmentEntry>(&treatments.all(db).await?, &names)),
        (Kind::Persons, standing::<PersonEntry>(&persons.all(db).await?, &names)),
        (Kind::Outlets, standing::<OutletEntry>(&outlets, &names)),
        (Kind::Limits, standing::<LimitEntry>(&limits.all(db).await?, &names)),
        (Kind::Loggers, standing::<LoggerEntry>(&loggers.all(db).await?, &names)),
        (Kind::Meters, standing::<MeterEntry>(&meters.all(db).await?, &names)),
        (Kind::Bills, standing::<BillEntry>(&bills.all(db).await?, &names)),
        (Kind::Tenancies, standing::<TenancyEntry>(&tenancies.all(db).await?, &names)),
        (Kind::Successions, standing::<SuccessionEntry>(&successions(db, id).await?, &names)),
    ];
    let changes = changes(db, Subject("enterprise", id), names).await?;
    let is_public = Opening::of(enterprise.public_from).is_open_on(ctx.now().day());
    let former_licences = former_licences(db, &enterprise).await?;
    Ok(RegisterFile { credit_code, name: enterprise.name, town, is_public, tables, former_licences, changes })
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

/// All premises.
///
/// # Errors
/// [`Error::Forbidden`].
pub async fn premises(ctx: &Ctx, actor: &Actor) -> Result<Vec<Standing>> {
    actor.must(Action::ManageRegister)?;
    let db = ctx.store.read();
    let towns = town::Entity::find().all(db).await?.into_iter().map(|town| (town.id, town.code)).collect();
    let rows = premises::Entity::find().order_by_asc(premises::Column::Code).all(db).await?;
    Ok(standing::<PremisesEntry>(&rows, &Belongs { towns, ..Belongs::default() }))
}

/// Which enterprises came of one, and of which it came.
async fn successions(db: &impl ConnectionTrait, enterprise: i64) -> Result<Vec<succession::Model>> {
    use succession::Column as C;
    let either = Condition::any().add(C::EnterpriseId.eq(enterprise)).add(C::SuccessorId.eq(enterprise));
    Ok(succession::Entity::find().filter(either).order_by_asc(C::Day).order_by_asc(C::Id).all(db).await?)
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
        Under::Premises(id) => {
            let found = premises::Entity::find_by_id(id).one(db).await?;
            if let Some(premises) = found
                && let Some(town) = town::Entity::find_by_id(premises.town_id).one(db).await?
            {
                names.towns.insert(town.id, town.code);
            }
            return Ok(names);
        }
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
    let housed = tenancy::Entity::find().filter(tenancy::Column::EnterpriseId.eq(id)).all(db).await?;
    let housed = premises::Column::Id.is_in(housed.into_iter().map(|row| row.premises_id));
    let housed = premises::Entity::find().filter(housed).all(db).await?;
    names.premises.extend(housed.into_iter().map(|row| (row.id, row.code)));
    let kin = successions(db, id).await?.into_iter().flat_map(|row| [row.enterprise_id, row.successor_id]);
    let kin = enterprise::Entity::find().filter(enterprise::Column::Id.is_in(kin)).all(db).await?;
    names.enterprises.extend(kin.into_iter().map(|row| (row.id, row.credit_code)));
    Ok(names)
}
