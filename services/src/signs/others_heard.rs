//! Whether the portal heard the city: where most of it is missing, the portal or its line was away, and no outlet is silent because of
//! that. A few loggers that sent what was missed later change nothing about it.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    life::Audience,
    measurement::Interval,
    time::{HOUR, Stamp},
};
use entities::{
    measurement::{Column, Entity},
    own_mean::{self, Column as Own},
};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, sea_query::Expr};

use super::gather::ON_TIME;
use crate::{Ctx, Result};

/// How many other outlets are asked.
const ASKED: usize = 40;
/// Where there are fewer, they say nothing: a few works may be silent by themselves.
const FEWEST: usize = 5;

/// Of some hours those of which something of fewer than half of the other outlets came in time.
pub(super) async fn deaf(ctx: &Ctx, outlet_id: i64, hours: &BTreeSet<Stamp>) -> Result<BTreeSet<Stamp>> {
    let all = ctx.registry().monitored_outlets(Audience::Public, ctx.now().day());
    let others: Vec<i64> = all.iter().map(|outlet| outlet.id).filter(|id| *id != outlet_id).collect();
    if others.len() < FEWEST || hours.is_empty() {
        return Ok(BTreeSet::new());
    }
    let asked: Vec<i64> = others.iter().copied().step_by(others.len().div_ceil(ASKED)).collect();
    let half = asked.len().div_ceil(2);
    // What was sent again later, after the portal came back, does not say that it heard anybody then.
    let hours_asked = || hours.iter().copied();
    let sent = Entity::find()
        .select_only()
        .columns([Column::At, Column::OutletId])
        .distinct()
        .filter(Column::OutletId.is_in(asked.iter().copied()))
        .filter(Column::Interval.eq(Interval::Hour))
        .filter(Column::At.is_in(hours_asked()))
        .filter(Expr::col(Column::ReceivedAt).lte(Expr::col(Column::At).add(HOUR + ON_TIME)));
    let mut heard: BTreeSet<(Stamp, i64)> = sent.into_tuple().all(ctx.store.read()).await?.into_iter().collect();
    // Where loggers send minutes only, the portal's own hours tell the same.
    let worked_out = own_mean::Entity::find()
        .select_only()
        .columns([Own::At, Own::OutletId])
        .distinct()
        .filter(Own::OutletId.is_in(asked))
        .filter(Own::Interval.eq(Interval::Hour))
        .filter(Own::At.is_in(hours_asked()))
        .filter(Expr::col(Own::WorkedOutAt).lte(Expr::col(Own::At).add(HOUR + ON_TIME)));
    heard.extend(worked_out.into_tuple::<(Stamp, i64)>().all(ctx.store.read()).await?);
    let mut by_hour: BTreeMap<Stamp, usize> = BTreeMap::new();
    for (at, _) in heard {
        *by_hour.entry(at).or_default() += 1;
    }
    Ok(hours.iter().copied().filter(|at| by_hour.get(at).copied().unwrap_or_default() < half).collect())
}
