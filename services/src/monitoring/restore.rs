//! The live board as it was before this process started.

use std::sync::Arc;

use domain::{
    judgement::reach,
    measurement::Interval,
    time::{DAY, HOUR, Stamp},
};
use entities::measurement;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{Measurement, live::Live, registry::KnownOutlet};
use crate::{Ctx, Result, store::Store};

/// How far back means are read: what [`reach`](domain::judgement::reach) takes in, and the period itself.
const MEANS: [(Interval, i64); 2] =
    [(Interval::Hour, reach(Interval::Hour) + HOUR), (Interval::Day, reach(Interval::Day) + DAY)];

/// Puts the newest stored values on the live board, and the last means beside it.
pub async fn restore(ctx: &Ctx) -> Result<()> {
    let now = ctx.now();
    for outlet in ctx.registry().monitored_outlets() {
        replay(&ctx.store, &ctx.live(), &outlet).await?;
        for (interval, span) in MEANS {
            let rows = since(&ctx.store, &outlet, interval, now.minus(span)).await?;
            let means: Vec<_> = rows.into_iter().map(|row| Arc::new(read(row, &outlet))).collect();
            ctx.live().keep_means(&means);
        }
    }
    Ok(())
}

/// Plays the outlet's last hour of instant values again, in their order, however long ago it was: who has been silent
/// for a week has not been silent for ever.
async fn replay(store: &Store, live: &Live, outlet: &Arc<KnownOutlet>) -> Result<()> {
    let Some(newest) = newest(store, outlet.id).await? else { return Ok(()) };
    let rows = since(store, outlet, Interval::Realtime, newest.minus(HOUR)).await?;
    let scratch = Live::default();
    scratch.publish(rows.into_iter().map(|row| read(row, outlet)).collect());
    for latest in scratch.at_outlet(outlet.id) {
        live.restore(latest);
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
