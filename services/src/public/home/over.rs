//! What is beyond its limit at this moment.

use std::cmp::Reverse;

use domain::{
    limit::Standing,
    measurement::{DataFlag, Interval},
    outlet::OutletCode,
    time::Stamp,
};
use entities::outlet;
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::super::{Names, Party, Pollutant, PublishedLimit, limits, party::parties, pulse::is_over_now};
use crate::{Ctx, Result, monitoring::live::Latest};

/// A pollutant at an outlet whose newest value that counts is beyond its limit. A datum, not a violation: that is
/// decided by the bureau, on the mean that the limit names.
#[derive(Clone, Debug)]
pub struct OverPoint {
    /// Whose.
    pub enterprise: Party,
    /// Code of the outlet.
    pub outlet: OutletCode,
    /// Name of the outlet.
    pub outlet_name: Names,
    /// What is measured.
    pub pollutant: Pollutant,
    /// The value.
    pub value: Decimal,
    /// When it was measured.
    pub at: Stamp,
    /// The period that the value stands for; it differs from the limit's `averaging` more often than not.
    pub interval: Interval,
    /// The limit of the value's day.
    pub limit: PublishedLimit,
    /// Above the highest, or below the lowest value allowed.
    pub standing: Standing,
    /// (value − limit) / limit; absent below a lowest value.
    pub multiple: Option<Decimal>,
    /// Since when values that count have been beyond the limit without a break.
    pub over_since: Stamp,
    /// The logger's mark.
    pub flag: DataFlag,
}

/// Everything beyond its limit: the largest multiple first, then the longest lasting.
pub(super) async fn points(ctx: &Ctx) -> Result<Vec<OverPoint>> {
    let now = ctx.now();
    let mut latest = Vec::new();
    ctx.live.each(|l| {
        if is_over_now(l, now) {
            latest.push(l.clone());
        }
    });
    if latest.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<_> = latest.iter().map(|l| l.measurement.outlet_id).collect();
    let outlets =
        outlet::Entity::find().filter(outlet::Column::Id.is_in(ids.iter().copied())).all(ctx.store.read()).await?;
    let parties = parties(ctx, outlets.iter().map(|o| o.enterprise_id)).await?;
    let limits = limits::of_outlets(ctx, &ids).await?;
    let mut points: Vec<_> = latest
        .iter()
        .filter_map(|l| {
            let outlet = outlets.iter().find(|o| o.id == l.measurement.outlet_id)?;
            point(l, outlet, parties.get(&outlet.enterprise_id)?, limits.get(&outlet.id)?)
        })
        .collect();
    points.sort_by_key(|p| (Reverse(p.multiple), p.over_since, p.enterprise.credit_code, p.outlet));
    Ok(points)
}

fn point(latest: &Latest, outlet: &outlet::Model, party: &Party, limits: &[PublishedLimit]) -> Option<OverPoint> {
    let measurement = &latest.measurement;
    let limit = limits::applying(limits, &measurement.pollutant, measurement.at)?;
    let value = measurement.value?;
    Some(OverPoint {
        enterprise: party.clone(),
        outlet: outlet.code,
        outlet_name: Names::new(&outlet.name, &outlet.name_en),
        pollutant: Pollutant::of(&measurement.pollutant),
        value,
        at: measurement.at,
        interval: measurement.interval,
        limit: limit.clone(),
        standing: measurement.standing(),
        multiple: limit.limit.multiple(value),
        over_since: latest.over_since.unwrap_or(measurement.at),
        flag: measurement.flag,
    })
}
