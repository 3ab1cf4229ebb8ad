//! Looking at what is due.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use domain::{
    exceedance::{EventEnd, EventStatus},
    judgement::{length, reach},
    limit::Averaging,
    measurement::Interval,
    time::{DAY, HOUR},
};
use entities::{exceedance, exceedance_due};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use tokio_util::sync::CancellationToken;

use super::{
    settle::{News, settle},
    stretch::Stretch,
};
use crate::{Ctx, Result};

/// How often it is asked what is due: what a logger sends is an event, and told, within half a minute.
const PERIOD: Duration = Duration::from_secs(20);
/// Periods that are looked at before it is asked again what is due.
const TOGETHER: u64 = 512;

/// Looks at what is due, again and again, until `stop`.
pub async fn keep(ctx: Ctx, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(PERIOD) => {}
        }
        // What could not be looked at is still due, and is tried again.
        if let Err(error) = work_off_due(&ctx).await {
            tracing::warn!(%error, "means could not be held against their limits; they stay due");
        }
    }
}

/// Holds every period that is due and has ended against the limits, and ends events of which nothing came any more. Answers how
/// many periods were looked at.
///
/// # Errors
/// What the database says; what was looked at before stands, and one outlet of which something cannot be read keeps no other one
/// waiting.
pub async fn work_off_due(ctx: &Ctx) -> Result<u64> {
    let (mut count, mut failed, mut error) = (0, BTreeSet::new(), None);
    loop {
        let due = due(ctx, &failed).await?;
        if due.is_empty() {
            break;
        }
        count += due.len() as u64;
        let mut by_series: BTreeMap<(i64, Interval), Vec<exceedance_due::Model>> = BTreeMap::new();
        for one in due {
            by_series.entry((one.outlet_id, one.interval)).or_default().push(one);
        }
        for ((outlet_id, interval), periods) in by_series {
            if let Err(refused) = series(ctx, outlet_id, interval, periods).await {
                tracing::warn!(
                    error = %refused, outlet = outlet_id,
                    "the means of an outlet could not be held against their limits"
                );
                failed.insert(outlet_id);
                error = Some(refused);
            }
        }
    }
    silence(ctx).await?;
    error.map_or(Ok(count), Err)
}

/// Looks at the periods of a series, and strikes them off.
async fn series(ctx: &Ctx, outlet_id: i64, interval: Interval, periods: Vec<exceedance_due::Model>) -> Result<()> {
    for stretch in stretches(outlet_id, interval, &periods) {
        settle(ctx, stretch, News::Told).await?;
    }
    let tx = ctx.store.write().await?;
    for one in periods {
        done(&tx, one).await?;
    }
    Ok(tx.commit().await?)
}

/// The oldest periods that are due and have ended, but for those of some outlets.
async fn due(ctx: &Ctx, but: &BTreeSet<i64>) -> Result<Vec<exceedance_due::Model>> {
    use exceedance_due::Column as C;
    let now = ctx.now();
    let ended = |interval: Interval, length: i64| C::Interval.eq(interval).and(C::At.lte(now.minus(length)));
    let rows = exceedance_due::Entity::find()
        .filter(
            ended(Interval::Hour, HOUR)
                .or(ended(Interval::Realtime, HOUR))
                // The day is counted while it goes on.
                .or(ended(Interval::FiveMinutes, 0))
                .or(ended(Interval::Day, length(Interval::Day))),
        )
        .filter(C::OutletId.is_not_in(but.iter().copied()))
        .order_by_asc(C::At)
        .order_by_asc(C::OutletId)
        .limit(TOGETHER);
    Ok(rows.all(ctx.store.read()).await?)
}

/// Periods of a series as stretches, those near one another as one.
fn stretches(outlet_id: i64, interval: Interval, periods: &[exceedance_due::Model]) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for one in periods {
        let to = one.at.plus(span(interval));
        match stretches.last_mut() {
            Some(last) if one.at.since(last.to) <= reach(interval) && to.since(last.from) <= longest(interval) => {
                last.to = std::cmp::max(last.to, to);
            }
            _ => stretches.push(Stretch { outlet_id, interval, from: one.at, to }),
        }
    }
    stretches
}

/// How long a stretch is that is looked at at once: of instants, of which there can be one a second, half a day.
const fn longest(interval: Interval) -> i64 {
    match interval {
        Interval::Realtime => 12 * HOUR,
        Interval::FiveMinutes => 31 * DAY,
        _ => i64::MAX,
    }
}

/// How long what one row names is: instants are named by their hour, and what is counted by the day by its day.
const fn span(interval: Interval) -> i64 {
    match interval {
        Interval::Realtime => HOUR,
        Interval::FiveMinutes => DAY,
        other => length(other),
    }
}

/// Strikes a period off, unless something came while it was looked at.
async fn done(db: &impl ConnectionTrait, one: exceedance_due::Model) -> Result<()> {
    use exceedance_due::Column as C;
    let here = C::OutletId.eq(one.outlet_id).and(C::Interval.eq(one.interval)).and(C::At.eq(one.at));
    exceedance_due::Entity::delete_many().filter(here).filter(C::Touched.eq(one.touched)).exec(db).await?;
    Ok(())
}

/// Ends events of which no mean that counts came for too long: nobody can say that they go on.
async fn silence(ctx: &Ctx) -> Result<()> {
    use exceedance::Column as C;
    let now = ctx.now();
    let is_silent = Averaging::ALL.iter().fold(Condition::any(), |any, averaging| {
        let interval = averaging.interval();
        let latest = now.minus(reach(interval) + length(interval));
        any.add(C::Averaging.eq(*averaging).and(C::LastAt.lt(latest)))
    });
    let silent = Condition::all().add(is_silent).add(C::Ended.is_null()).add(C::Status.ne(EventStatus::Gone));
    // Asked first: every twenty seconds there is nothing to write.
    if exceedance::Entity::find().filter(silent.clone()).count(ctx.store.read()).await? == 0 {
        return Ok(());
    }
    let change = exceedance::ActiveModel { ended: Set(Some(EventEnd::Silence)), ..Default::default() };
    let tx = ctx.store.write().await?;
    exceedance::Entity::update_many().set(change).filter(silent).exec(&tx).await?;
    Ok(tx.commit().await?)
}
