//! The last hourly and daily means of each outlet, from which the one is chosen that decides.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use domain::{measurement::Interval, time::Stamp};

use super::Measurement;

/// How many means of a pollutant are kept: more than [`reach`](domain::judgement::reach) takes in.
const KEPT: usize = 8;

/// The last means of one outlet, by pollutant and interval, each list by the start of its periods.
#[derive(Clone, Debug, Default)]
pub struct OutletMeans(HashMap<(Arc<str>, Interval), BTreeMap<Stamp, Arc<Measurement>>>);

impl OutletMeans {
    /// The means of a pollutant, newest first.
    pub fn newest(&self, pollutant: &str, interval: Interval) -> impl Iterator<Item = &Measurement> {
        let own = self.0.get(&(Arc::from(pollutant), interval));
        own.into_iter().flat_map(|means| means.values().rev()).map(AsRef::as_ref)
    }

    /// Whether any mean of a pollutant came.
    pub fn has(&self, pollutant: &str) -> bool {
        self.0.keys().any(|(code, _)| **code == *pollutant)
    }

    fn note(&mut self, mean: &Arc<Measurement>) {
        let own = self.0.entry((mean.pollutant.clone(), mean.interval)).or_default();
        if own.get(&mean.at).is_none_or(|before| before.revision <= mean.revision) {
            own.insert(mean.at, mean.clone());
        }
        while own.len() > KEPT {
            own.pop_first();
        }
    }
}

/// The last means of the city.
#[derive(Debug, Default)]
pub(super) struct Means(HashMap<i64, OutletMeans>);

impl Means {
    /// Takes note of a mean; other values are none of its business, and neither is what is marked as come too early.
    pub(super) fn note(&mut self, measurement: &Arc<Measurement>) {
        let is_mean = matches!(measurement.interval, Interval::Hour | Interval::Day);
        if is_mean && !measurement.is_unfinished() {
            self.0.entry(measurement.outlet_id).or_default().note(measurement);
        }
    }

    /// The last means of an outlet.
    pub(super) fn of_outlet(&self, outlet_id: i64) -> OutletMeans {
        self.0.get(&outlet_id).cloned().unwrap_or_default()
    }
}
