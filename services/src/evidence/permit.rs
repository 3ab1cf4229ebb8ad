//! What the permit says: outlets, limits, yearly amounts.

use domain::{
    crosscheck::{Cap, Outlet, OutletLimit},
    limit::Limit,
    quarter::Quarter,
    time::Day,
};
use entities::{discharge_limit, load_cap, outlet};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::Result;

/// The outlets, in the order of their codes.
pub(super) async fn outlets(db: &impl ConnectionTrait, enterprise_id: i64) -> Result<Vec<outlet::Model>> {
    Ok(outlet::Entity::find()
        .filter(outlet::Column::EnterpriseId.eq(enterprise_id))
        .order_by_asc(outlet::Column::Code)
        .all(db)
        .await?)
}

pub(super) fn outlet(row: &outlet::Model) -> Outlet {
    Outlet { code: row.code, discharge: row.discharge }
}

/// The limits that apply on at least one day of the quarter.
pub(super) async fn limits(
    db: &impl ConnectionTrait,
    outlets: &[outlet::Model],
    quarter: Quarter,
) -> Result<Vec<OutletLimit>> {
    let rows = discharge_limit::Entity::find()
        .filter(discharge_limit::Column::OutletId.is_in(outlets.iter().map(|outlet| outlet.id)))
        .filter(discharge_limit::Column::ValidFrom.lt(Day(quarter.next().first_day())))
        .order_by_asc(discharge_limit::Column::Id)
        .all(db)
        .await?;
    let first = quarter.first_day();
    let holding = rows.into_iter().filter(|row| row.valid_to.is_none_or(|to| to.0 >= first));
    let at = |row: discharge_limit::Model| {
        let outlet = outlets.iter().find(|outlet| outlet.id == row.outlet_id)?.code;
        let limit = Limit {
            low: row.low.map(Into::into),
            high: row.high.map(Into::into),
            averaging: row.averaging,
            valid_from: row.valid_from.0,
            valid_to: row.valid_to.map(|day| day.0),
        };
        Some(OutletLimit { outlet, pollutant: row.pollutant, limit })
    };
    Ok(holding.filter_map(at).collect())
}

/// The amounts that are allowed in a year.
pub(super) async fn caps(db: &impl ConnectionTrait, enterprise_id: i64) -> Result<Vec<Cap>> {
    let rows = load_cap::Entity::find()
        .filter(load_cap::Column::EnterpriseId.eq(enterprise_id))
        .order_by_asc(load_cap::Column::Pollutant)
        .all(db)
        .await?;
    let cap = |row: load_cap::Model| Cap { pollutant: row.pollutant, kg_per_year: row.kg_per_year.into() };
    Ok(rows.into_iter().map(cap).collect())
}
