//! The live board as it was before this process started.

use std::{collections::HashMap, sync::Arc};

use domain::{
    judgement::reach,
    life::Audience,
    measurement::Interval,
    time::{DAY, HOUR, Stamp},
};
use entities::{measurement, raw_frame};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    Measurement,
    live::{AUDIENCES, Live},
    registry::KnownOutlet,
};
use crate::{Ctx, Result, store::Store};

/// How far back means are read: what [`reach`](domain::judgement::reach) takes in, and the period itself.
const MEANS: [(Interval, i64); 2] =
    [(Interval::Hour, reach(Interval::Hour) + HOUR), (Interval::Day, reach(Interval::Day) + DAY)];

/// Frames that are looked up at once.
const FRAMES: usize = 500;

/// Puts the newest stored values on the live board, and the last means beside it.
pub async fn restore(ctx: &Ctx) -> Result<()> {
    let now = ctx.now();
    for outlet in ctx.registry().monitored_outlets(Audience::Insiders, now.day()) {
        replay(ctx, &outlet).await?;
        for (interval, span) in MEANS {
            let rows = since(&ctx.store, &outlet, interval, now.minus(span)).await?;
            let means: Vec<_> = told(ctx, &outlet, rows).await?.into_iter().map(Arc::new).collect();
            ctx.live().keep_means(&means);
        }
    }
    Ok(())
}

/// The rows beside their limits, each with whether everybody may see it: by the logger whose frame brought it.
async fn told(ctx: &Ctx, outlet: &KnownOutlet, rows: Vec<measurement::Model>) -> Result<Vec<Measurement>> {
    let Some(first) = rows.iter().map(|row| row.at).min() else { return Ok(Vec::new()) };
    let mut sent_by = HashMap::new();
    if !ctx.registry().openings_after(first).is_empty() {
        let frames: Vec<i64> = rows.iter().map(|row| row.frame_id).collect();
        for frames in frames.chunks(FRAMES) {
            let found: Vec<(i64, Option<i64>)> = raw_frame::Entity::find()
                .select_only()
                .columns([raw_frame::Column::Id, raw_frame::Column::DeviceId])
                .filter(raw_frame::Column::Id.is_in(frames.iter().copied()))
                .into_tuple()
                .all(ctx.store.read())
                .await?;
            sent_by.extend(found);
        }
    }
    let one = |row: measurement::Model| {
        let opening = sent_by.get(&row.frame_id).copied().flatten().and_then(|device| ctx.registry().opening(device));
        let public = opening.map_or(outlet.opening, |opening| opening.and(outlet.opening)).shows(row.at);
        Measurement { public, ..read(row, outlet) }
    };
    Ok(rows.into_iter().map(one).collect())
}

/// Plays the outlet's last hour of instant values again, in their order, however long ago it was: who has been silent
/// for a week has not been silent for ever.
async fn replay(ctx: &Ctx, outlet: &KnownOutlet) -> Result<()> {
    let Some(newest) = newest(&ctx.store, outlet.id).await? else { return Ok(()) };
    let rows = since(&ctx.store, outlet, Interval::Realtime, newest.minus(HOUR)).await?;
    let scratch = Live::default();
    scratch.publish(told(ctx, outlet, rows).await?);
    for audience in AUDIENCES {
        for latest in scratch.at_outlet(audience, outlet.id) {
            ctx.live().restore(audience, latest);
        }
    }
    Ok(())
}

/// The values of an interval from a moment on, oldest first, revisions in their order. What an earlier version stored
/// under codes that nobody has named stays where it is.
async fn since(
    store: &Store,
    outlet: &KnownOutlet,
    interval: Interval,
    from: Stamp,
) -> Result<Vec<measurement::Model>> {
    let rows = measurement::Entity::find()
        .filter(measurement::Column::OutletId.eq(outlet.id))
        .filter(measurement::Column::Interval.eq(interval))
        .filter(measurement::Column::At.gte(from))
        .order_by_asc(measurement::Column::At)
        .order_by_asc(measurement::Column::Revision);
    let rows = rows.all(store.read()).await?;
    Ok(rows.into_iter().filter(|row| outlet.admits(&row.pollutant)).collect())
}

async fn newest(store: &Store, outlet_id: i64) -> Result<Option<Stamp>> {
    let row = measurement::Entity::find()
        .filter(measurement::Column::OutletId.eq(outlet_id))
        .filter(measurement::Column::Interval.eq(Interval::Realtime))
        .order_by_desc(measurement::Column::At)
        .one(store.read())
        .await?;
    Ok(row.map(|row| row.at))
}

/// A stored row beside the limit that the law reads on the mean of its interval.
pub fn read(row: measurement::Model, outlet: &KnownOutlet) -> Measurement {
    Measurement::read(row, outlet.enterprise, outlet.code).beside(outlet)
}
