//! Where enterprises are housed, and whose that is: who answers for a building often answers for what its tenants do in it.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{access::Action, credit_code::CreditCode, premises::PremisesKind, time::Day};
use entities::{enterprise, exceedance, premises, tenancy, town, violation_case};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    Ctx, Error, Names, Result,
    accounts::Actor,
    public::{Party, parties, town_names},
    store::merger,
};

/// Premises, as the file of a tenant names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Housed {
    /// The key.
    pub id: i64,
    /// The number that the bureau gave them.
    pub code: String,
    /// Their name.
    pub name: String,
    /// What they are.
    pub kind: PremisesKind,
    /// Who lets or manages them; may be empty.
    pub owner: String,
    /// Their credit code; a person has none.
    pub owner_code: Option<CreditCode>,
    /// Since when the enterprise is there.
    pub since: Day,
    /// Who else is there.
    pub others: Vec<Party>,
}

/// Premises with their tenants.
#[derive(Clone, Debug)]
pub struct PremisesFile {
    /// The number that the bureau gave them.
    pub code: String,
    /// Their name.
    pub name: String,
    /// What they are.
    pub kind: PremisesKind,
    /// Their town.
    pub town: Names,
    /// Address in words.
    pub address: String,
    /// Who lets or manages them; may be empty.
    pub owner: String,
    /// Their credit code; a person has none.
    pub owner_code: Option<CreditCode>,
    /// First day on which they are closed.
    pub closed_on: Option<Day>,
    /// Who is or was there: those who still are first.
    pub tenants: Vec<Tenant>,
}

/// Somebody who is or was in premises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenant {
    /// Who.
    pub party: Party,
    /// First day.
    pub from: Day,
    /// Last day; open when absent.
    pub to: Option<Day>,
    /// How many cases were decided against it.
    pub cases: u64,
    /// How many times it was beyond a limit: events of exceedance.
    pub exceedances: u64,
}

/// Tenancies that hold on a day.
fn holds(on: NaiveDate) -> Condition {
    use tenancy::Column as C;
    let lasts = Condition::any().add(C::ValidTo.is_null()).add(C::ValidTo.gte(Day(on)));
    Condition::all().add(C::ValidFrom.lte(Day(on))).add(lasts)
}

/// Where an enterprise is housed on a day, with those who are there beside it and lie in the actor's area.
pub(super) async fn of_enterprise(ctx: &Ctx, actor: &Actor, id: i64, on: NaiveDate) -> Result<Vec<Housed>> {
    let db = ctx.store.read();
    let own = tenancy::Entity::find().filter(tenancy::Column::EnterpriseId.eq(id)).filter(holds(on));
    let own = own.order_by_asc(tenancy::Column::ValidFrom).all(db).await?;
    let mut housed = Vec::new();
    for row in own {
        // Landlords of other areas are none of the actor's business: their own page would not be found either.
        let seen = premises::Entity::find_by_id(row.premises_id).filter(actor.sees_town(premises::Column::TownId));
        let Some(premises) = seen.one(db).await? else { continue };
        let others = tenancy::Entity::find()
            .filter(tenancy::Column::PremisesId.eq(premises.id))
            .filter(tenancy::Column::EnterpriseId.ne(id))
            .filter(holds(on));
        let others = others.all(db).await?.into_iter().map(|row| row.enterprise_id).collect();
        let others = in_area(ctx, actor, others).await?.into_values().collect::<Vec<_>>();
        housed.push(of(premises, row.valid_from, by_code(others)));
    }
    Ok(housed)
}

fn by_code(mut parties: Vec<Party>) -> Vec<Party> {
    parties.sort_by_key(|party| party.credit_code.to_string());
    parties
}

fn of(row: premises::Model, since: Day, others: Vec<Party>) -> Housed {
    let premises::Model { id, code, name, kind, owner, owner_code, .. } = row;
    Housed { id, code, name, kind, owner, owner_code, since, others }
}

/// Enterprises of the actor's area that are merged into nobody.
async fn in_area(ctx: &Ctx, actor: &Actor, ids: Vec<i64>) -> Result<HashMap<i64, Party>> {
    let seen = enterprise::Entity::find()
        .filter(enterprise::Column::Id.is_in(ids))
        .filter(actor.sees_town(enterprise::Column::TownId))
        .filter(merger::stands())
        .select_only()
        .column(enterprise::Column::Id);
    let seen: Vec<i64> = seen.into_tuple().all(ctx.store.read()).await?;
    parties(ctx, seen).await
}

/// The premises with a key, where they are in the actor's area.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub async fn premises(ctx: &Ctx, actor: &Actor, id: i64) -> Result<PremisesFile> {
    actor.must(Action::ReadEnterpriseFile)?;
    let (db, today) = (ctx.store.read(), ctx.now().day());
    let found = premises::Entity::find_by_id(id).filter(actor.sees_town(premises::Column::TownId));
    let row = found.one(db).await?.ok_or(Error::NotFound)?;
    let town = town::Entity::find_by_id(row.town_id).one(db).await?;
    let tenancies = tenancy::Entity::find().filter(tenancy::Column::PremisesId.eq(id));
    let tenancies =
        tenancies.order_by_asc(tenancy::Column::ValidFrom).order_by_asc(tenancy::Column::Id).all(db).await?;
    let ids: Vec<i64> = tenancies.iter().map(|row| row.enterprise_id).collect();
    let parties = in_area(ctx, actor, ids.clone()).await?;
    let (cases, exceedances) = (cases(db, &ids).await?, exceedances(db, &ids).await?);
    let count =
        |all: &HashMap<i64, i64>, id: i64| u64::try_from(all.get(&id).copied().unwrap_or_default()).unwrap_or(0);
    let tenant = |row: &tenancy::Model| {
        Some(Tenant {
            party: parties.get(&row.enterprise_id)?.clone(),
            from: row.valid_from,
            to: row.valid_to,
            cases: count(&cases, row.enterprise_id),
            exceedances: count(&exceedances, row.enterprise_id),
        })
    };
    let mut tenants: Vec<Tenant> = tenancies.iter().filter_map(tenant).collect();
    tenants.sort_by_key(|tenant| tenant.to.is_some_and(|to| to.0 < today));
    let premises::Model { code, name, kind, address, owner, owner_code, closed_on, .. } = row;
    let town = town.as_ref().map(town_names).unwrap_or_default();
    Ok(PremisesFile { code, name, kind, town, address, owner, owner_code, closed_on, tenants })
}

/// How many cases were decided against each.
async fn cases(db: &impl ConnectionTrait, ids: &[i64]) -> Result<HashMap<i64, i64>> {
    use violation_case::Column as C;
    let counted = violation_case::Entity::find()
        .select_only()
        .column(C::EnterpriseId)
        .column_as(C::Id.count(), "count")
        .filter(C::EnterpriseId.is_in(ids.iter().copied()))
        .filter(C::DecidedOn.is_not_null())
        .filter(C::WithdrawnAt.is_null())
        .group_by(C::EnterpriseId);
    Ok(counted.into_tuple::<(i64, i64)>().all(db).await?.into_iter().collect())
}

/// How many events of exceedance there are of each.
async fn exceedances(db: &impl ConnectionTrait, ids: &[i64]) -> Result<HashMap<i64, i64>> {
    use exceedance::Column as C;
    let counted = exceedance::Entity::find()
        .select_only()
        .column(C::EnterpriseId)
        .column_as(C::Id.count(), "count")
        .filter(C::EnterpriseId.is_in(ids.iter().copied()))
        .group_by(C::EnterpriseId);
    Ok(counted.into_tuple::<(i64, i64)>().all(db).await?.into_iter().collect())
}
