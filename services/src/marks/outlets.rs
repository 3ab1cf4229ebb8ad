//! The outlets of an enterprise that can be marked: those at which a logger stands.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::{
    life::is_closed,
    mark::MarkRule,
    outlet::OutletCode,
    pollutant::{flow_of, is_auxiliary},
};
use entities::{device, discharge_limit, outlet};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{Names, Pollutant, Result, basis::marks::rule_by, public::measurements::rows::pollutants};

/// An outlet with a logger.
#[derive(Clone, Debug)]
pub struct OwnOutlet {
    /// Key.
    pub id: i64,
    /// Code in the permit.
    pub code: OutletCode,
    /// Its name.
    pub name: Names,
    /// What a device mark can speak of: what is limited and measured here, and the flow.
    pub pollutants: Vec<Pollutant>,
    /// The time limits for working marks, where there are any for such works.
    pub rule: Option<&'static MarkRule>,
}

/// Those of an enterprise on a day, in order of their codes.
pub async fn outlets(db: &impl ConnectionTrait, enterprise_id: i64, day: NaiveDate) -> Result<Vec<OwnOutlet>> {
    let rows = outlet::Entity::find()
        .filter(outlet::Column::EnterpriseId.eq(enterprise_id))
        .order_by_asc(outlet::Column::Code)
        .all(db)
        .await?;
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let devices = device::Entity::find().filter(device::Column::OutletId.is_in(ids.clone())).all(db).await?;
    let monitored: BTreeSet<i64> =
        devices.iter().filter(|device| !is_closed(device.closed_on, day)).map(|device| device.outlet_id).collect();
    let limits = discharge_limit::Entity::find()
        .filter(discharge_limit::Column::OutletId.is_in(ids))
        .order_by_asc(discharge_limit::Column::Pollutant)
        .all(db)
        .await?;
    let mut own = Vec::new();
    for row in rows.iter().filter(|row| monitored.contains(&row.id) && !is_closed(row.closed_on, day)) {
        own.push(own_outlet(row, &limits, &pollutants(db, row.id).await?, day));
    }
    Ok(own)
}

fn own_outlet(
    row: &outlet::Model,
    limits: &[discharge_limit::Model],
    measured: &[String],
    day: NaiveDate,
) -> OwnOutlet {
    let limits: Vec<_> = limits.iter().filter(|limit| limit.outlet_id == row.id).cloned().collect();
    let mut codes: Vec<&str> = limits.iter().map(|limit| limit.pollutant.as_str()).collect();
    codes.sort_by_key(|code| (is_auxiliary(code), *code));
    codes.dedup();
    // What is limited and measured by hand only has no monitor to be marked; a logger that has not sent anything may measure all.
    let is_measured = |code: &&str| measured.iter().any(|own| own == code);
    if codes.iter().any(is_measured) {
        codes.retain(is_measured);
    }
    codes.push(flow_of(row.code.kind()));
    OwnOutlet {
        id: row.id,
        code: row.code,
        name: Names::new(&row.name, &row.name_en),
        pollutants: codes.into_iter().map(Pollutant::of).collect(),
        rule: rule_by(&limits, day),
    }
}
