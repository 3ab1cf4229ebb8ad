//! What a declaration is checked against: the permit, and the quarter before.

use domain::{
    declaration::check::{Context, LimitedPollutant, PermittedProduct, RegisteredFacility},
    life::runs_in,
    outlet::OutletCode,
    quarter::Quarter,
    source::is_unverified,
    time::Day,
};
use entities::{discharge_limit, enterprise, outlet, product, treatment};
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::load;
use crate::{
    Pollutant, Result,
    store::{self, former_row::as_of},
};

/// The context of an enterprise's declaration for a quarter.
pub(super) async fn context(
    db: &impl ConnectionTrait,
    enterprise: &enterprise::Model,
    quarter: Quarter,
) -> Result<Context> {
    let outlets = outlet::Entity::find()
        .filter(outlet::Column::EnterpriseId.eq(enterprise.id))
        .order_by_asc(outlet::Column::Code)
        .all(db)
        .await?;
    // What was closed before the quarter began is not asked for.
    let outlets: Vec<_> = outlets.into_iter().filter(|outlet| runs_in(quarter, outlet.closed_on)).collect();
    // What was changed after the quarter changes nothing in it.
    let as_it_was = as_of(db, vec![enterprise.clone()], quarter.last_day()).await?.pop();
    let last = load::newest_version(db, enterprise.id, quarter.previous()).await?;
    Ok(Context {
        quarter,
        industry: as_it_was.map_or(enterprise.industry, |row| row.industry),
        outlets: outlets.iter().map(|outlet| outlet.code).collect(),
        limits: limits(db, &outlets, quarter).await?,
        products: products(db, enterprise.id, quarter).await?,
        facilities: facilities(db, enterprise.id, quarter).await?,
        last: last.map(|version| store::content(&version.content)).transpose()?,
    })
}

/// What is limited in the quarter, in the order of outlets and codes. Where the permit was issued anew in between, the
/// newer limit.
async fn limits(
    db: &impl ConnectionTrait,
    outlets: &[outlet::Model],
    quarter: Quarter,
) -> Result<Vec<LimitedPollutant>> {
    let rows = discharge_limit::Entity::find()
        .filter(discharge_limit::Column::OutletId.is_in(outlets.iter().map(|outlet| outlet.id)))
        .filter(discharge_limit::Column::ValidFrom.lt(Day(quarter.next().first_day())))
        .order_by_asc(discharge_limit::Column::Id)
        .all(db)
        .await?;
    let holds = |row: &&discharge_limit::Model| row.valid_to.is_none_or(|to| to.0 >= quarter.first_day());
    let mut limits = Vec::new();
    for outlet in outlets {
        let mut own: Vec<_> = rows.iter().filter(|row| row.outlet_id == outlet.id).filter(holds).collect();
        // Of several means of one pollutant the longest is the one that a quarterly mean is near to.
        own.sort_by(|a, b| {
            let newest = b.valid_from.cmp(&a.valid_from);
            a.pollutant.cmp(&b.pollutant).then(newest).then(b.averaging.cmp(&a.averaging))
        });
        own.dedup_by(|older, newer| older.pollutant == newer.pollutant);
        limits.extend(own.into_iter().map(|row| limited(outlet.code, row)));
    }
    Ok(limits)
}

fn limited(outlet: OutletCode, row: &discharge_limit::Model) -> LimitedPollutant {
    let name = Pollutant::of(&row.pollutant).name;
    LimitedPollutant {
        outlet,
        pollutant: row.pollutant.clone(),
        zh: name.zh,
        en: name.en,
        unit: row.unit.clone(),
        low: row.low.map(Decimal::from),
        high: row.high.map(Decimal::from),
        is_unverified: is_unverified(&row.source),
    }
}

async fn facilities(
    db: &impl ConnectionTrait,
    enterprise_id: i64,
    quarter: Quarter,
) -> Result<Vec<RegisteredFacility>> {
    let rows = treatment::Entity::find()
        .filter(treatment::Column::EnterpriseId.eq(enterprise_id))
        .order_by_asc(treatment::Column::Code)
        .all(db)
        .await?;
    let rows = as_of(db, rows, quarter.last_day()).await?;
    let running = rows.into_iter().filter(|row| runs_in(quarter, row.closed_on));
    Ok(running.map(|row| RegisteredFacility { code: row.code, name: row.name }).collect())
}

async fn products(db: &impl ConnectionTrait, enterprise_id: i64, quarter: Quarter) -> Result<Vec<PermittedProduct>> {
    let rows = product::Entity::find()
        .filter(product::Column::EnterpriseId.eq(enterprise_id))
        .order_by_asc(product::Column::Id)
        .all(db)
        .await?;
    let rows = as_of(db, rows, quarter.last_day()).await?;
    let permitted =
        |row: product::Model| PermittedProduct { name: row.name, unit: row.unit, capacity: row.capacity.into() };
    Ok(rows.into_iter().filter(|row| runs_in(quarter, row.closed_on)).map(permitted).collect())
}
