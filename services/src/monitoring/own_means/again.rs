//! Working a past stretch out again.

use chrono::NaiveDate;
use domain::{
    life::Audience,
    measurement::Interval,
    time::{DAY, HOUR, Stamp, end_of, start_of},
};

use super::{
    store::{Period, add},
    work::{of_period, to_judge},
};
use crate::{Ctx, Result, store::bulk};

/// What came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Again {
    /// Hours and days of outlets that were looked at.
    pub periods: u64,
    /// Means that came out otherwise, or for the first time.
    pub changed: u64,
}

/// Works out the means of all watched outlets, or of one, from the first to the last day again, as far as they have ended.
/// Where nothing changed, in the values, the rules and the register, nothing comes out otherwise.
///
/// # Errors
/// What the database says; the days before stand.
pub async fn again(ctx: &Ctx, (first, last): (NaiveDate, NaiveDate), outlet: Option<i64>) -> Result<Again> {
    let now = ctx.now();
    let watched = ctx.registry().monitored_outlets(Audience::Insiders, now.day());
    let mut told = Again::default();
    for outlet_id in watched.into_iter().map(|known| known.id).filter(|id| outlet.is_none_or(|only| only == *id)) {
        let mut day = start_of(first);
        while day < end_of(last) && day < now {
            told.add(of_day(ctx, outlet_id, day, now).await?);
            day = day.plus(DAY);
        }
    }
    Ok(told)
}

async fn of_day(ctx: &Ctx, outlet_id: i64, day: Stamp, now: Stamp) -> Result<Again> {
    let mut told = Again::default();
    let hours = (0..24).map(|hour| (Interval::Hour, day.plus(hour * HOUR), HOUR));
    // The day itself when its hours are written.
    for (interval, at, length) in hours.chain([(Interval::Day, day, DAY)]) {
        if at.plus(length) > now {
            continue;
        }
        let rows = of_period(ctx, Period { outlet_id, interval, at }, true).await?;
        told.periods += 1;
        told.changed += rows.len() as u64;
        if !rows.is_empty() {
            let tx = ctx.store.write().await?;
            bulk::exceedances_due(&tx, to_judge(&rows)).await?;
            add(&tx, rows).await?;
            tx.commit().await?;
        }
    }
    Ok(told)
}

impl Again {
    fn add(&mut self, other: Self) {
        self.periods += other.periods;
        self.changed += other.changed;
    }
}
