//! The live board as it was before this process started.

use std::sync::Arc;

use domain::{
    measurement::Interval,
    time::{DAY, HOUR, Stamp},
};
use entities::measurement;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{Measurement, live::Live, registry::KnownOutlet};
use crate::{Ctx, Result, store::Store};

/// How far back a value may lie to be shown as the last one known.
const REACH: i64 = 2 * DAY;

/// Puts the newest stored values on the live board, each with the start of an exceedance that has been going on.
pub async fn restore(ctx: &Ctx) -> Result<()> {
    let now = ctx.now();
    for outlet in ctx.registry.monitored_outlets() {
        replay(&ctx.store, &ctx.live, &outlet, now).await?;
    }
    Ok(())
}

/// Plays the outlet's last values again, in their order: first the ten-minute means, which tell since when a limit has
/// been exceeded, then the last hour of instant values.
async fn replay(store: &Store, live: &Live, outlet: &Arc<KnownOutlet>, now: Stamp) -> Result<()> {
    let scratch = Live::default();
    for (interval, since) in [(Interval::Minute, now.minus(DAY + 2 * HOUR)), (Interval::Realtime, now.minus(REACH))] {
        let since = match interval {
            Interval::Realtime => newest(store, outlet.id, since).await?.map_or(now, |at| at.minus(HOUR)),
            _ => since,
        };
        let rows = measurement::Entity::find()
            .filter(measurement::Column::OutletId.eq(outlet.id))
            .filter(measurement::Column::Interval.eq(interval))
            .filter(measurement::Column::At.gte(since))
            .order_by_asc(measurement::Column::At)
            .order_by_asc(measurement::Column::Revision)
            .all(store.read())
            .await?;
        // The board takes instant values only; the means stand in for the instants that were not kept.
        // What an earlier version stored under codes that nobody has named stays where it is.
        let rows = rows.into_iter().filter(|row| outlet.admits(&row.pollutant));
        let values = rows.map(|row| Measurement { interval: Interval::Realtime, ..read(row, outlet) });
        scratch.publish(values.collect());
    }
    for latest in scratch.at_outlet(outlet.id) {
        live.restore(latest);
    }
    Ok(())
}

async fn newest(store: &Store, outlet_id: i64, since: Stamp) -> Result<Option<Stamp>> {
    let row = measurement::Entity::find()
        .filter(measurement::Column::OutletId.eq(outlet_id))
        .filter(measurement::Column::Interval.eq(Interval::Realtime))
        .filter(measurement::Column::At.gte(since))
        .order_by_desc(measurement::Column::At)
        .one(store.read())
        .await?;
    Ok(row.map(|row| row.at))
}

/// A stored row beside the limit of its day.
pub fn read(row: measurement::Model, outlet: &KnownOutlet) -> Measurement {
    Measurement {
        enterprise: outlet.enterprise,
        outlet_id: outlet.id,
        outlet: outlet.code,
        limit: outlet.limit(&row.pollutant, row.at),
        pollutant: row.pollutant.into(),
        interval: row.interval,
        at: row.at,
        value: row.value.map(Into::into),
        flag: row.flag,
        resent: row.resent,
        revision: row.revision,
        received_at: row.received_at,
    }
}
