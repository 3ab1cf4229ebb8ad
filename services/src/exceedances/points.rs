//! What the means of a stretch say by the limits of their days.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use domain::{
    exceedance::{Evidence, MadeBy},
    judgement::{Mean, Verdict, applying, judge},
    life::Audience,
    limit::Standing,
    means::{Conversion, OwnMean},
    measurement::{DataFlag, Interval},
    time::Stamp,
};
use entities::{measurement, own_mean};
use rust_decimal::Decimal;

use super::stretch::Stretch;
use crate::{
    Ctx, Pollutant, Result,
    basis::{Basis, MeanOf, Outlets},
    monitoring::{
        own_means::{figures, read},
        registry::{KnownLimit, KnownOutlet},
    },
    public::measurements::rows::{Window, newest_revisions},
};

/// More values of one pollutant than any stretch has that is looked at at once: instants of every second for some hours.
const MOST: u64 = 50_000;

/// A period of which something may be said.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) standing: Standing,
    pub(super) evidence: Evidence,
}

/// What may be said of a pollutant, by the starts of the periods.
pub(super) type Points = BTreeMap<Stamp, Told>;

/// The pollutants that have a limit on the mean of the stretch's interval, on some day.
pub(super) fn limited(outlet: &KnownOutlet, interval: Interval) -> BTreeSet<String> {
    let is_read = |limits: &[Arc<KnownLimit>]| limits.iter().any(|known| known.limit.averaging.interval() == interval);
    outlet.limits().filter(|(_, limits)| is_read(limits)).map(|(code, _)| code.to_owned()).collect()
}

/// Whatever the means of a stretch say: the logger's own of each period, and where it sent none, the portal's. What a logger
/// sent with a mark by which it counts for nothing says nothing, and nobody else says it in its place.
pub(super) async fn points(ctx: &Ctx, outlet: &KnownOutlet, code: &str, stretch: &Stretch) -> Result<Points> {
    let Stretch { interval, from, to, .. } = *stretch;
    let audience = Audience::Public;
    let window = Window { outlet_id: outlet.id, pollutant: code, interval, from, to, as_of: None, audience };
    let sent = newest_revisions(ctx, window, MOST).await?;
    let own = match interval {
        Interval::Hour | Interval::Day => read(ctx, outlet, interval, (from, to), audience).await?,
        Interval::Realtime | Interval::Minute | Interval::FiveMinutes => Vec::new(),
    };
    let own: BTreeMap<Stamp, &own_mean::Model> =
        own.iter().filter(|row| row.pollutant == code).map(|row| (row.at, row)).collect();
    let limits = outlet.limits().find(|(limited, _)| *limited == code).map_or(&[][..], |(_, limits)| limits);
    let known = Known { unit: Pollutant::of(code).unit, limits, interval };
    let mut points = Points::new();
    let mut sent_of = BTreeSet::new();
    for row in &sent {
        sent_of.insert(row.at);
        points.extend(known.of_logger(row, own.get(&row.at).copied()).map(|told| (row.at, told)));
    }
    let alone = own.iter().filter(|(at, _)| !sent_of.contains(at));
    points.extend(alone.filter_map(|(at, row)| Some((*at, known.of_portal(row)?))));
    // Of what marks keep from being a basis nothing may be said, above the limit or within it.
    let basis = Basis::of_marks(ctx, Outlets::These(&[outlet.id]), (from, to)).await?;
    points.retain(|at, told| {
        let (outlet_id, at, value) = (outlet.id, *at, Some(told.evidence.value));
        basis.lacks(MeanOf { outlet_id, outlet: outlet.code, pollutant: code, interval, at, value }).is_none()
    });
    Ok(points)
}

struct Known<'a> {
    unit: String,
    limits: &'a [Arc<KnownLimit>],
    interval: Interval,
}

impl Known<'_> {
    fn of_logger(&self, row: &measurement::Model, own: Option<&own_mean::Model>) -> Option<Told> {
        let (value, converted) = (row.value.map(Decimal::from), row.is_converted());
        let (standing, limit) = self.judge(self.mean(row.at, value, row.flag, converted))?;
        let own = own.map(|row| (figures(row), row));
        let evidence = Evidence {
            made_by: MadeBy::Logger,
            value: value?,
            measured: row.measured.map(Into::into),
            flag: Some(row.flag),
            own: own.filter(|(own, _)| own.counts()).and_then(|(own, _)| own.value),
            valid: own.map(|(own, _)| (own.valid, own.due)),
            limit: limit.limit.clone(),
            unit: limit.unit.clone(),
            reference_oxygen: limit.reference_oxygen,
            revision: row.revision,
            frame_id: row.frame_id,
        };
        Some(Told { standing, evidence })
    }

    fn of_portal(&self, row: &own_mean::Model) -> Option<Told> {
        let own: OwnMean = figures(row);
        let converted = own.conversion != Conversion::None;
        let value = own.value.filter(|_| own.counts());
        let (standing, limit) = self.judge(self.mean(row.at, value, DataFlag::NORMAL, converted))?;
        let evidence = Evidence {
            made_by: MadeBy::Portal,
            value: value?,
            measured: own.measured,
            flag: None,
            own: None,
            valid: Some((own.valid, own.due)),
            limit: limit.limit.clone(),
            unit: limit.unit.clone(),
            reference_oxygen: limit.reference_oxygen,
            revision: row.revision,
            frame_id: row.frame_id,
        };
        Some(Told { standing, evidence })
    }

    fn mean(&self, at: Stamp, value: Option<Decimal>, flag: DataFlag, converted: bool) -> Mean<'_> {
        Mean { interval: self.interval, at, value, unit: &self.unit, flag, converted, no_basis: None }
    }

    /// Where a mean stands to the limit of its day, if it may be held against it.
    fn judge(&self, mean: Mean<'_>) -> Option<(Standing, &KnownLimit)> {
        let limit = applying(self.limits, |known| &known.limit, self.interval, mean.at.day())?;
        match judge(Some(limit.yardstick()), Some(mean)) {
            Verdict::Judged(standing) => Some((standing, limit)),
            Verdict::Unjudged(_) => None,
        }
    }
}
