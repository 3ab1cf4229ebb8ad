//! Whether the portal heard anybody: where nothing came from the whole city, the portal or its line was away, and no outlet is silent
//! because of that.

use std::collections::BTreeSet;

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

/// Of some hours those of which nothing of any other outlet came in time.
pub(super) async fn deaf(ctx: &Ctx, outlet_id: i64, hours: &BTreeSet<Stamp>) -> Result<BTreeSet<Stamp>> {
    let all = ctx.registry().monitored_outlets(Audience::Public, ctx.now().day());
    let others: Vec<i64> = all.iter().map(|outlet| outlet.id).filter(|id| *id != outlet_id).collect();
    if others.len() < FEWEST || hours.is_empty() {
        return Ok(BTreeSet::new());
    }
    let asked: Vec<i64> = others.iter().copied().step_by(others.len().div_ceil(ASKED)).collect();
    // What was sent again later, after the portal came back, does not say that it heard anybody then.
    let hours_asked = || hours.iter().copied();
    let mut heard: BTreeSet<Stamp> = Entity::find()
        .select_only()
        .column(Column::At)
        .distinct()
        .filter(Column::OutletId.is_in(asked.iter().copied()))
        .filter(Column::Interval.eq(Interval::Hour))
        .filter(Column::At.is_in(hours_asked()))
        .filter(Expr::col(Column::ReceivedAt).lte(Expr::col(Column::At).add(HOUR + ON_TIME)))
        .into_tuple::<Stamp>()
        .all(ctx.store.read())
        .await?
        .into_iter()
        .collect();
    // Where loggers send minutes only, the portal's own hours tell the same.
    let worked_out = own_mean::Entity::find()
        .select_only()
        .column(Own::At)
        .distinct()
        .filter(Own::OutletId.is_in(asked))
        .filter(Own::Interval.eq(Interval::Hour))
        .filter(Own::At.is_in(hours_asked()))
        .filter(Expr::col(Own::WorkedOutAt).lte(Expr::col(Own::At).add(HOUR + ON_TIME)));
    heard.extend(worked_out.into_tuple::<Stamp>().all(ctx.store.read()).await?);
    Ok(hours.difference(&heard).copied().collect())
}
