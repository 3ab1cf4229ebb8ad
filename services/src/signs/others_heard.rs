//! Whether the portal heard anybody: where nothing came from the whole city, the portal or its line was away, and no outlet is silent
//! because of that.

use std::collections::BTreeSet;

use domain::{life::Audience, measurement::Interval, time::Stamp};
use entities::measurement::{Column, Entity};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::{Ctx, Result};

/// How many other outlets are asked.
const ASKED: usize = 40;
/// Where there are fewer, they say nothing: a few works may be silent by themselves.
const FEWEST: usize = 5;

/// Of some hours those of which no other outlet has anything.
pub(super) async fn deaf(ctx: &Ctx, outlet_id: i64, hours: &BTreeSet<Stamp>) -> Result<BTreeSet<Stamp>> {
    let all = ctx.registry().monitored_outlets(Audience::Public, ctx.now().day());
    let others: Vec<i64> = all.iter().map(|outlet| outlet.id).filter(|id| *id != outlet_id).collect();
    if others.len() < FEWEST || hours.is_empty() {
        return Ok(BTreeSet::new());
    }
    let asked: Vec<i64> = others.iter().copied().step_by(others.len().div_ceil(ASKED)).collect();
    let heard: Vec<Stamp> = Entity::find()
        .select_only()
        .column(Column::At)
        .distinct()
        .filter(Column::OutletId.is_in(asked))
        .filter(Column::Interval.eq(Interval::Hour))
        .filter(Column::At.is_in(hours.iter().copied()))
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    let heard: BTreeSet<Stamp> = heard.into_iter().collect();
    Ok(hours.difference(&heard).copied().collect())
}
