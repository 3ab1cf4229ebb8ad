//! Holding a past stretch against the limits again.

use chrono::NaiveDate;
use domain::{
    life::Audience,
    limit::Averaging,
    time::{DAY, end_of, start_of},
};

use super::{
    settle::{News, settle},
    stretch::Stretch,
};
use crate::{Ctx, Result};

/// What came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Again {
    /// Outlets that were looked at.
    pub outlets: u64,
    /// Events that were recorded or changed.
    pub changed: u64,
}

/// Holds the means of all watched outlets, or of one, from the first to the last day against the limits of their days. What the
/// bureau has settled stands, and nobody is told. A second time changes nothing.
///
/// # Errors
/// What the database says; the outlets before stand.
pub async fn again(ctx: &Ctx, (first, last): (NaiveDate, NaiveDate), outlet: Option<i64>) -> Result<Again> {
    let now = ctx.now();
    let (from, to) = (start_of(first), end_of(last).min(now));
    let watched = ctx.registry().monitored_outlets(Audience::Insiders, now.day());
    let mut told = Again::default();
    for outlet_id in watched.into_iter().map(|known| known.id).filter(|id| outlet.is_none_or(|only| only == *id)) {
        told.outlets += 1;
        for averaging in Averaging::ALL {
            let interval = averaging.interval();
            let portion = portion(*averaging);
            let mut at = from;
            while at < to {
                let end = at.plus(portion).min(to);
                told.changed += settle(ctx, Stretch { outlet_id, interval, from: at, to: end }, News::Kept).await?;
                at = end;
            }
        }
    }
    Ok(told)
}

/// How much is looked at at once: of instants a day, of five minutes a month, of hours a quarter, of days a year.
const fn portion(averaging: Averaging) -> i64 {
    match averaging {
        Averaging::Instant => DAY,
        Averaging::FiveMinutes => 31 * DAY,
        Averaging::Hour => 92 * DAY,
        Averaging::Day => 366 * DAY,
    }
}
