//! The last 24 hours of one pollutant.

use domain::{
    life::Audience,
    measurement::Interval,
    outlet::OutletCode,
    time::{DAY, HOUR, MINUTE, Stamp},
};
use rust_decimal::Decimal;

use super::{
    point::Point,
    summary::{Summary, summarise},
};
use crate::{
    Ctx, Pollutant, Result,
    basis::{Basis, MeanOf, Outlets},
    public::{
        PublishedLimit,
        enterprise::OutletView,
        limits::{all_applying, applying, verdict},
        measurements::rows::{Window, newest_revisions},
    },
};

/// The most points of a window: one every 30 seconds of 25 hours.
const MOST: u64 = 3000;
/// From which values a day is drawn, the preferred first: ten-minute means are calm and fine enough. Where a limit of
/// today is read on hourly means these are drawn, so that the limit's line stands beside the values that it judges.
const FINE: [Interval; 3] = [Interval::Minute, Interval::Hour, Interval::Realtime];
const HOURLY: [Interval; 3] = [Interval::Hour, Interval::Minute, Interval::Realtime];

/// One pollutant's last 24 hours.
#[derive(Clone, Debug, PartialEq)]
pub struct DaySeries {
    /// What was measured.
    pub pollutant: Pollutant,
    /// The period that each point stands for.
    pub interval: Interval,
    /// The first moment of the window: 24 hours before its last one; of means of an hour the hour that this lies in, so that
    /// none is cut off whose start lies just before.
    pub from: Stamp,
    /// The last moment of the window: now.
    pub to: Stamp,
    /// The usual distance between two points, in milliseconds.
    pub step: i64,
    /// The limit of today: the one for the mean of the drawn period where there is one, any other for reference.
    pub limit: Option<PublishedLimit>,
    /// Whether the points are the means that the limit names. If not, they stand beside it for reference.
    pub deciding: bool,
    /// The values, oldest first; those that do not count are there too, marked.
    pub points: Vec<Point>,
    /// What a sentence would say about them.
    pub summary: Summary,
}

/// The last 24 hours of each pollutant of the board of which anything was sent, in the board's order.
pub(super) async fn of_outlet(ctx: &Ctx, key: (i64, OutletCode), outlet: &OutletView) -> Result<Vec<DaySeries>> {
    let to = ctx.now();
    let basis = Basis::of(ctx, Outlets::These(&[key.0]), (to.minus(DAY + HOUR), to)).await?;
    let at = Here { ctx, key, limits: &outlet.limits, basis: &basis, to };
    let mut all = Vec::new();
    for reading in &outlet.readings {
        all.extend(at.series(&reading.pollutant).await?);
    }
    Ok(all)
}

/// An outlet, now.
struct Here<'a> {
    ctx: &'a Ctx,
    key: (i64, OutletCode),
    limits: &'a [PublishedLimit],
    basis: &'a Basis,
    to: Stamp,
}

impl Here<'_> {
    async fn series(&self, pollutant: &Pollutant) -> Result<Option<DaySeries>> {
        let (to, limits) = (self.to, self.limits);
        let Some((interval, points)) = self.best(pollutant).await? else { return Ok(None) };
        let own = applying(limits, &pollutant.code, interval, to);
        let step = step(interval, &points);
        // A real-time value stands for its moment, a mean for the period that begins with its moment.
        let lasts = if interval == Interval::Realtime { 0 } else { step };
        Ok(Some(DaySeries {
            pollutant: pollutant.clone(),
            interval,
            from: first_moment(interval, to),
            to,
            step,
            limit: own.or_else(|| all_applying(limits, &pollutant.code, to).next()).cloned(),
            deciding: own.is_some(),
            summary: summarise(&points, lasts),
            points,
        }))
    }

    /// The values of the first preferred interval that covers at least half of what the best covered one does. A logger
    /// that was connected this morning has hours of real-time values and an hour's means only since then.
    async fn best(&self, pollutant: &Pollutant) -> Result<Option<(Interval, Vec<Point>)>> {
        let (to, limits) = (self.to, self.limits);
        let mut candidates = Vec::new();
        let is_hourly = applying(limits, &pollutant.code, Interval::Hour, to).is_some();
        for interval in if is_hourly { HOURLY } else { FINE } {
            let (from, after) = (first_moment(interval, to), to.plus(1));
            let window = Window {
                outlet_id: self.key.0,
                pollutant: &pollutant.code,
                interval,
                from,
                to: after,
                as_of: None,
                audience: Audience::Public,
            };
            let rows = newest_revisions(self.ctx, window, MOST).await?;
            let points: Vec<_> = rows.iter().map(|row| self.point(row)).collect();
            if covered(&points) >= DAY - 2 * HOUR {
                return Ok(Some((interval, points)));
            }
            candidates.push((interval, points));
        }
        let longest = candidates.iter().map(|(_, points)| covered(points)).max().unwrap_or_default();
        Ok(candidates.into_iter().find(|(_, points)| !points.is_empty() && covered(points) * 2 >= longest))
    }

    fn point(&self, row: &entities::measurement::Model) -> Point {
        let value = row.value.map(Decimal::from);
        let valid = row.flag.is_valid() && value.is_some();
        let (outlet_id, outlet) = self.key;
        let mean = MeanOf { outlet_id, outlet, pollutant: &row.pollutant, interval: row.interval, at: row.at, value };
        let no_basis = self.basis.lacks(mean);
        Point { at: row.at, value, flag: row.flag, valid, verdict: verdict(self.limits, row, no_basis), no_basis }
    }
}

/// The first moment of the window that ends at another.
fn first_moment(interval: Interval, to: Stamp) -> Stamp {
    let from = to.minus(DAY);
    if interval == Interval::Hour { from.floor(HOUR) } else { from }
}

/// From the first to the last point, in milliseconds.
fn covered(points: &[Point]) -> i64 {
    match (points.first(), points.last()) {
        (Some(first), Some(last)) => last.at.since(first.at),
        _ => 0,
    }
}

/// The median distance between neighbours; what the interval usually has where there are too few.
fn step(interval: Interval, points: &[Point]) -> i64 {
    let mut distances: Vec<_> = points.windows(2).map(|pair| pair[1].at.since(pair[0].at)).collect();
    distances.sort_unstable();
    distances.get(distances.len() / 2).copied().unwrap_or(match interval {
        Interval::Realtime => MINUTE,
        Interval::FiveMinutes => 5 * MINUTE,
        Interval::Minute => 10 * MINUTE,
        Interval::Hour => HOUR,
        Interval::Day => DAY,
    })
}
