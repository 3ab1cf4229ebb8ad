//! What the permit says: outlets, limits, yearly amounts.

use domain::{
    crosscheck::{Cap, Outlet, OutletLimit},
    limit::Limit,
    load_cap,
    quarter::Quarter,
    time::Day,
};
use entities::{discharge_limit, load_cap as cap_row, outlet};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Result,
    store::former_row::{as_of, years_of},
};

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

/// The amounts that are allowed in the quarter's year, as the permit said it in the quarter.
pub(super) async fn caps(db: &impl ConnectionTrait, enterprise_id: i64, quarter: Quarter) -> Result<Vec<Cap>> {
    let rows = cap_row::Entity::find()
        .filter(cap_row::Column::EnterpriseId.eq(enterprise_id))
        .order_by_asc(cap_row::Column::Pollutant)
        .all(db)
        .await?;
    let rows = as_of(db, rows, quarter.last_day()).await?;
    let of_year = rows.chunk_by(|one, other| one.pollutant == other.pollutant);
    let of_year = of_year.filter_map(|rows| load_cap::of_year(rows, years_of, quarter.year().into()));
    let cap = |row: &cap_row::Model| Cap { pollutant: row.pollutant.clone(), kg_per_year: row.kg_per_year.into() };
    Ok(of_year.map(cap).collect())
}
