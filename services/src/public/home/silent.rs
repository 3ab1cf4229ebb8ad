//! Monitors that are not heard.

use std::collections::HashMap;

use domain::time::Stamp;

use super::{super::pulse::Beat, outlet_names::Place};

/// A monitored outlet that sent nothing within the last hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SilentPoint {
    /// Where.
    pub place: Place,
    /// The newest value's moment, where there ever was one.
    pub last_at: Option<Stamp>,
}

/// The silent outlets: those never heard first, then the longest silent.
pub(super) fn points(beats: &HashMap<i64, Beat>, now: Stamp, places: &HashMap<i64, Place>) -> Vec<SilentPoint> {
    let silent = beats.iter().filter(|(_, beat)| !beat.is_heard(now));
    let point = |(id, beat): (&i64, &Beat)| Some(SilentPoint { place: places.get(id)?.clone(), last_at: beat.last_at });
    let mut points: Vec<_> = silent.filter_map(point).collect();
    points.sort_by_key(|point| (point.last_at, point.place.enterprise.credit_code, point.place.outlet));
    points
}
