//! Working out what is due.

use std::time::Duration;

use domain::{
    measurement::Interval,
    retention::Class,
    time::{DAY, HOUR, MINUTE, Stamp, start_of},
};
use entities::{exceedance_due, mean_due, measurement, own_mean};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};
use tokio_util::sync::CancellationToken;

use super::{
    hours::{Worked, of_day, of_hour},
    store::{Period, add, changed, newest},
};
use crate::{
    Ctx, Result,
    monitoring::{registry::KnownOutlet, to_judge::ToJudge},
    store::{bulk, removed_before},
};

/// How often it is asked what is due.
const PERIOD: Duration = Duration::from_secs(20);
/// How long after its end a period is worked out: the last ten minutes of an hour arrive a while after it. What comes later
/// still makes a revision.
const GRACE: i64 = 5 * MINUTE;
/// Periods that are worked out between two commits.
const TOGETHER: u64 = 256;

/// Works out what is due, again and again, until `stop`.
pub async fn keep(ctx: Ctx, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(PERIOD) => {}
        }
        // What could not be worked out is still due, and is tried again.
        if let Err(error) = work_out_due(&ctx).await {
            tracing::warn!(%error, "means could not be worked out; they stay due");
        }
    }
}

/// Works out every period that is due and has ended some minutes ago. Answers how many.
///
/// # Errors
/// What the database says; what was worked out before stands.
pub async fn work_out_due(ctx: &Ctx) -> Result<u64> {
    let mut count = 0;
    loop {
        // Hours first: a day is made of them.
        let mut due = due(ctx, Interval::Hour, HOUR).await?;
        if due.is_empty() {
            due = self::due(ctx, Interval::Day, DAY).await?;
        }
        if due.is_empty() {
            return Ok(count);
        }
        count += due.len() as u64;
        work_out(ctx, due).await?;
    }
}

/// The oldest periods of a length that are due.
async fn due(ctx: &Ctx, interval: Interval, length: i64) -> Result<Vec<mean_due::Model>> {
    use mean_due::Column as C;
    let rows = mean_due::Entity::find()
        .filter(C::Interval.eq(interval))
        .filter(C::At.lte(ctx.now().minus(length + GRACE)))
        .order_by_asc(C::At)
        .order_by_asc(C::OutletId)
        .limit(TOGETHER);
    Ok(rows.all(ctx.store.read()).await?)
}

async fn work_out(ctx: &Ctx, due: Vec<mean_due::Model>) -> Result<()> {
    let (mut rows, mut days) = (Vec::new(), Vec::new());
    for one in &due {
        let period = Period { outlet_id: one.outlet_id, interval: one.interval, at: one.at };
        let found = of_period(ctx, period, false).await?;
        if period.interval == Interval::Hour && !found.is_empty() {
            days.push(mean_due::Model { interval: Interval::Day, at: one.at.floor(DAY), ..one.clone() });
        }
        rows.extend(found);
    }
    days.sort_unstable_by_key(|day| (day.outlet_id, day.at));
    days.dedup_by_key(|day| (day.outlet_id, day.at));
    let tx = ctx.store.write().await?;
    bulk::exceedances_due(&tx, to_judge(&rows)).await?;
    add(&tx, rows).await?;
    for one in due {
        done(&tx, one).await?;
    }
    bulk::due(&tx, days).await?;
    Ok(tx.commit().await?)
}

/// What came out has to be held against the limits: where the logger sent no mean, the portal's decides.
pub(super) fn to_judge(rows: &[own_mean::Model]) -> Vec<exceedance_due::Model> {
    let mut due = ToJudge::default();
    for row in rows {
        due.note((row.outlet_id, row.interval, row.at), false, row.frame_id);
    }
    due.rows()
}

/// Strikes a period off, unless something came while it was worked out.
async fn done(db: &impl ConnectionTrait, one: mean_due::Model) -> Result<()> {
    use mean_due::Column as C;
    let here = C::OutletId.eq(one.outlet_id).and(C::Interval.eq(one.interval)).and(C::At.eq(one.at));
    mean_due::Entity::delete_many().filter(here).filter(C::Touched.eq(one.touched)).exec(db).await?;
    Ok(())
}

/// What came out otherwise than before in a period. Of an outlet that the register does not watch there is nothing, and of a
/// period whose values may have been removed neither: what came late would make a mean of its own.
pub(super) async fn of_period(ctx: &Ctx, period: Period, again: bool) -> Result<Vec<own_mean::Model>> {
    let Some(outlet) = ctx.registry().outlet(period.outlet_id) else { return Ok(Vec::new()) };
    if removed_before(ctx.store.read(), Class::Values).await?.is_some_and(|kept| period.at < start_of(kept.0)) {
        return Ok(Vec::new());
    }
    let worked = match period.interval {
        Interval::Day => day(ctx, &outlet, period.at).await?,
        _ => hour(ctx, &outlet, period.at).await?,
    };
    let before = newest(ctx.store.read(), outlet.id, period.interval, (period.at, period.at.plus(1))).await?;
    Ok(changed(period, worked, &before, ctx.now(), again))
}

async fn hour(ctx: &Ctx, outlet: &KnownOutlet, at: Stamp) -> Result<Vec<Worked>> {
    let mut rows = values(ctx, outlet.id, Interval::Minute, at).await?;
    if rows.is_empty() {
        rows = values(ctx, outlet.id, Interval::Realtime, at).await?;
    }
    Ok(of_hour(outlet, at, &rows))
}

async fn values(ctx: &Ctx, outlet_id: i64, interval: Interval, at: Stamp) -> Result<Vec<measurement::Model>> {
    use measurement::Column as C;
    let rows = measurement::Entity::find()
        .filter(C::OutletId.eq(outlet_id))
        .filter(C::Interval.eq(interval))
        .filter(C::At.gte(at))
        .filter(C::At.lt(at.plus(HOUR)));
    Ok(rows.all(ctx.store.read()).await?)
}

async fn day(ctx: &Ctx, outlet: &KnownOutlet, at: Stamp) -> Result<Vec<Worked>> {
    let hours = newest(ctx.store.read(), outlet.id, Interval::Hour, (at, at.plus(DAY))).await?;
    Ok(of_day(outlet, (at, at.plus(DAY)), &hours))
}
