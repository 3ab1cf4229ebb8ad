//! Points that are heard and of which something cannot be judged.

use std::{collections::HashMap, sync::Arc};

use domain::judgement::{Unjudged, Verdict};

use super::{super::judged::OutletJudged, outlet_names::Place};
use crate::{Pollutant, monitoring::registry::KnownLimit};

/// An outlet of which something cannot be judged.
#[derive(Clone, Debug, PartialEq)]
pub struct UnjudgedPoint {
    /// Where.
    pub place: Place,
    /// What, in order of code; empty where nothing that is monitored there has a limit.
    pub pollutants: Vec<UnjudgedPollutant>,
}

/// A pollutant that cannot be judged.
#[derive(Clone, Debug, PartialEq)]
pub struct UnjudgedPollutant {
    /// Which.
    pub pollutant: Pollutant,
    /// By which limit.
    pub limit: Arc<KnownLimit>,
    /// Why.
    pub why: Unjudged,
}

/// The points in order of enterprise and outlet.
pub(super) fn points<'a>(
    outlets: impl Iterator<Item = &'a OutletJudged>,
    places: &HashMap<i64, Place>,
) -> Vec<UnjudgedPoint> {
    let point = |outlet: &OutletJudged| {
        let why = |verdict| match verdict {
            Verdict::Unjudged(why) => Some(why),
            Verdict::Judged(_) => None,
        };
        let pollutants = outlet.pollutants.iter().filter_map(|judged| {
            let (pollutant, limit) = (judged.pollutant.clone(), judged.limit.clone());
            Some(UnjudgedPollutant { pollutant, limit, why: why(judged.verdict)? })
        });
        Some(UnjudgedPoint { place: places.get(&outlet.outlet.id)?.clone(), pollutants: pollutants.collect() })
    };
    let mut points: Vec<_> = outlets.filter(|outlet| outlet.tally().unjudged > 0).filter_map(point).collect();
    points.sort_by_key(|point| (point.place.enterprise.credit_code, point.place.outlet));
    points
}
