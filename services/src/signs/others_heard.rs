//! Whether the portal heard the city: where most of it is missing, the portal or its line was away, and no outlet is silent because of
//! that. A few loggers that sent what was missed later change nothing about it.

use std::collections::{BTreeMap, BTreeSet};

use domain::{life::Audience, measurement::Interval, time::Stamp};
use entities::measurement::{Column, Entity};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::{Ctx, Result};

/// How many other outlets are asked.
const ASKED: usize = 40;
/// Where there are fewer, they say nothing: a few works may be silent by themselves.
const FEWEST: usize = 5;

/// Of some hours those of which fewer than half of the other outlets have anything.
pub(super) async fn deaf(ctx: &Ctx, outlet_id: i64, hours: &BTreeSet<Stamp>) -> Result<BTreeSet<Stamp>> {
    let all = ctx.registry().monitored_outlets(Audience::Public, ctx.now().day());
    let others: Vec<i64> = all.iter().map(|outlet| outlet.id).filter(|id| *id != outlet_id).collect();
    if others.len() < FEWEST || hours.is_empty() {
        return Ok(BTreeSet::new());
    }
    let asked: Vec<i64> = others.iter().copied().step_by(others.len().div_ceil(ASKED)).collect();
    let half = asked.len().div_ceil(2);
    let heard: Vec<(Stamp, i64)> = Entity::find()
        .select_only()
        .columns([Column::At, Column::OutletId])
        .distinct()
        .filter(Column::OutletId.is_in(asked))
        .filter(Column::Interval.eq(Interval::Hour))
        .filter(Column::At.is_in(hours.iter().copied()))
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    let mut by_hour: BTreeMap<Stamp, usize> = BTreeMap::new();
    for (at, _) in heard {
        *by_hour.entry(at).or_default() += 1;
    }
    Ok(hours.iter().copied().filter(|at| by_hour.get(at).copied().unwrap_or_default() < half).collect())
}
