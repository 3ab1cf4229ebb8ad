//! One enterprise: who it is, what it may discharge, what it does, what it declared, what was decided.

mod former;
mod licence;
mod outlets;
mod strip;
mod succession;

use chrono::Datelike;
use domain::{
    credit_code::CreditCode,
    fixed::Micro,
    life::Audience,
    load_cap::{CapYears, of_year as cap_of_year},
};
use entities::{enterprise, load_cap, product, town};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

pub use former::{CalledNow, Former, Twin, called_now};
pub(crate) use licence::former as former_licences;
pub use licence::{FormerLicence, Licence};
pub use outlets::OutletView;
pub(super) use outlets::judged;
pub use strip::{QuarterMark, QuarterState, Unfiled};
pub use succession::Kin;

use super::{
    cases::{self, CaseRow},
    declarations::{self, DeclarationView},
    enterprises::EnterpriseRow,
    open::{not_closed, seen_by},
    pulse,
};
use crate::{Ctx, Error, Pollutant, Result, store::former_row::years_of};

/// How many of the newest declarations the page of an enterprise shows.
const DECLARATIONS: u64 = 4;

/// An enterprise's public file.
#[derive(Clone, Debug)]
pub struct EnterpriseView {
    /// Who and where it is, and the state of its monitors.
    pub row: EnterpriseRow,
    /// What it was called before, the newest first.
    pub former: Vec<Former>,
    /// Those that are merged into it: the site was registered more than once.
    pub twins: Vec<Twin>,
    /// Of whom it came, and who came of it.
    pub kin: Vec<Kin>,
    /// The permit or registration under which it may discharge.
    pub licence: Licence,
    /// Those that it had before, the newest first.
    pub former_licences: Vec<FormerLicence>,
    /// What the permit asks of it; empty where nobody said.
    pub permit_duties: String,
    /// What its management class follows from; empty where nobody said.
    pub class_basis: String,
    /// What it may produce.
    pub products: Vec<ProductView>,
    /// What it may discharge this year.
    pub caps: Vec<LoadCap>,
    /// What it may or might in other years, where the permit says that year by year.
    pub other_caps: Vec<LoadCap>,
    /// The last thirteen quarters, the one that runs included, oldest first.
    pub quarters: Vec<QuarterMark>,
    /// Its outlets, in order of their codes.
    pub outlets: Vec<OutletView>,
    /// Its newest filed declarations, newest first.
    pub declarations: Vec<DeclarationView>,
    /// Its published cases, newest first.
    pub cases: Vec<CaseRow>,
}

/// A permitted product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductView {
    /// Its name.
    pub name: String,
    /// The unit of output.
    pub unit: String,
    /// Permitted output a year, in that unit.
    pub capacity: Micro,
}

/// The amount of a pollutant allowed in a calendar year (许可排放量).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadCap {
    /// Of what.
    pub pollutant: Pollutant,
    /// Kilograms a year.
    pub kg_per_year: Micro,
    /// In which years.
    pub years: CapYears,
}

/// The public file of the enterprise with a credit code. Of one in trial there is none.
pub async fn show(ctx: &Ctx, credit_code: &CreditCode) -> Result<EnterpriseView> {
    read(ctx, Audience::Public, credit_code).await
}

/// The same with what is in trial, for the bureau.
pub(crate) async fn whole(ctx: &Ctx, credit_code: &CreditCode) -> Result<EnterpriseView> {
    read(ctx, Audience::Insiders, credit_code).await
}

async fn read(ctx: &Ctx, audience: Audience, credit_code: &CreditCode) -> Result<EnterpriseView> {
    let (row, town) = find(ctx, audience, credit_code).await?;
    let monitors = pulse::monitors(ctx, audience, &[row.id]).await?.remove(&row.id).unwrap_or_default();
    let (caps, other_caps) = caps(ctx, row.id).await?;
    Ok(EnterpriseView {
        row: EnterpriseRow::of(&row, town.as_ref(), monitors, ctx.now().day()),
        former: former::of_enterprise(ctx, row.id).await?,
        twins: former::twins(ctx, row.id).await?,
        kin: succession::of_enterprise(ctx, audience, row.id).await?,
        products: products(ctx, row.id).await?,
        caps,
        other_caps,
        former_licences: former_licences(ctx.store.read(), &row).await?,
        quarters: strip::of_enterprise(ctx, &row).await?,
        outlets: outlets::of_enterprise(ctx, audience, &row).await?,
        declarations: declarations::newest(ctx, &row, town.as_ref(), DECLARATIONS).await?,
        cases: cases::of_enterprise(ctx, &row, town.as_ref()).await?,
        licence: Licence::of(&row),
        class_basis: row.class_basis,
        permit_duties: row.permit_duties,
    })
}

/// The rows of the enterprise with a credit code. For everybody one in trial is not there.
pub(crate) async fn find(
    ctx: &Ctx,
    audience: Audience,
    code: &CreditCode,
) -> Result<(enterprise::Model, Option<town::Model>)> {
    enterprise::Entity::find()
        .filter(enterprise::Column::CreditCode.eq(*code))
        .filter(seen_by(audience, ctx.now().day()))
        .find_also_related(town::Entity)
        .one(ctx.store.read())
        .await?
        .ok_or(Error::NotFound)
}

/// The same for everybody, also by a code that the enterprise had before, or by that of one that is merged into it.
pub(super) async fn find_by_any(ctx: &Ctx, code: &CreditCode) -> Result<(enterprise::Model, Option<town::Model>)> {
    match find(ctx, Audience::Public, code).await {
        Err(Error::NotFound) => {
            let now = called_now(ctx, code).await?.ok_or(Error::NotFound)?;
            find(ctx, Audience::Public, &now.credit_code).await
        }
        found => found,
    }
}

async fn products(ctx: &Ctx, enterprise_id: i64) -> Result<Vec<ProductView>> {
    let rows = product::Entity::find()
        .filter(product::Column::EnterpriseId.eq(enterprise_id))
        .filter(not_closed(product::Column::ClosedOn, ctx.now().day()))
        .order_by_asc(product::Column::Id)
        .all(ctx.store.read())
        .await?;
    Ok(rows.into_iter().map(|row| ProductView { name: row.name, unit: row.unit, capacity: row.capacity }).collect())
}

/// The caps of this year, and those of others.
async fn caps(ctx: &Ctx, enterprise_id: i64) -> Result<(Vec<LoadCap>, Vec<LoadCap>)> {
    let rows = load_cap::Entity::find()
        .filter(load_cap::Column::EnterpriseId.eq(enterprise_id))
        .order_by_asc(load_cap::Column::Pollutant)
        .order_by_asc(load_cap::Column::FromYear)
        .all(ctx.store.read())
        .await?;
    let year = ctx.now().day().year();
    let of_year = rows.chunk_by(|one, other| one.pollutant == other.pollutant);
    let holding: Vec<i64> = of_year.filter_map(|rows| Some(cap_of_year(rows, years_of, year)?.id)).collect();
    let cap = |row: &load_cap::Model| LoadCap {
        pollutant: Pollutant::of(&row.pollutant),
        kg_per_year: row.kg_per_year,
        years: years_of(row),
    };
    let (now, others): (Vec<_>, Vec<_>) = rows.iter().partition(|row| holding.contains(&row.id));
    Ok((now.into_iter().map(cap).collect(), others.into_iter().map(cap).collect()))
}
