//! Whose means are beyond their limits.

use std::{cmp::Reverse, collections::HashMap, sync::Arc};

use domain::{exceedance::MadeBy, judgement::Verdict, limit::Standing, measurement::Interval, time::Stamp};
use rust_decimal::Decimal;

use super::{
    super::{Judged, judged::OutletJudged},
    outlet_names::Place,
};
use crate::{EventSaid, Pollutant, monitoring::registry::KnownLimit};

/// A pollutant at an outlet whose last mean of the kind that its limit names is beyond it. A datum, not a ruling: that
/// is made by the bureau.
#[derive(Clone, Debug)]
pub struct OverPoint {
    /// Where.
    pub place: Place,
    /// What is measured.
    pub pollutant: Pollutant,
    /// The mean.
    pub value: Decimal,
    /// The start of its period.
    pub at: Stamp,
    /// Its period: the one that the limit names.
    pub interval: Interval,
    /// Whose mean it is.
    pub made_by: MadeBy,
    /// The limit of its day.
    pub limit: Arc<KnownLimit>,
    /// Above the highest, or below the lowest value allowed.
    pub standing: Standing,
    /// (value − limit) / limit; absent below a lowest value.
    pub multiple: Option<Decimal>,
    /// The event that it belongs to, and what the bureau has said of that.
    pub event: Option<EventSaid>,
}

/// Everything beyond its limit: the largest multiple first.
pub(super) fn points(outlets: &[OutletJudged], places: &HashMap<i64, Place>) -> Vec<OverPoint> {
    let of = |outlet: &OutletJudged| {
        let place = places.get(&outlet.outlet.id).cloned();
        outlet.pollutants.iter().filter_map(move |judged| point(judged, place.clone()?)).collect::<Vec<_>>()
    };
    let mut points: Vec<_> = outlets.iter().flat_map(of).collect();
    points.sort_by_key(|p| (Reverse(p.multiple), p.place.enterprise.credit_code, p.place.outlet));
    points
}

fn point(judged: &Judged, place: Place) -> Option<OverPoint> {
    let Verdict::Judged(standing) = judged.verdict else { return None };
    let mean = judged.mean.filter(|_| standing.is_over())?;
    let value = mean.value?;
    Some(OverPoint {
        place,
        pollutant: judged.pollutant.clone(),
        value,
        at: mean.at,
        interval: mean.interval,
        made_by: mean.made_by,
        limit: judged.limit.clone(),
        standing,
        multiple: judged.limit.limit.multiple(value),
        event: judged.event,
    })
}
