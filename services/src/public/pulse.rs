//! Whether an enterprise's monitors are heard, and what may be said of what they sent.

use std::collections::HashMap;

use domain::{
    judgement::Tally,
    time::{HOUR, Stamp},
};

use super::judged;
use crate::Ctx;

/// A monitor that has sent nothing for this long is silent.
pub(crate) const SILENT_AFTER: i64 = HOUR;

/// The state of an enterprise's monitors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Monitors {
    /// Whether they are heard.
    pub pulse: Pulse,
    /// Pollutants by the means that their limits name.
    pub judged: Tally,
}

/// Whether monitors are heard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pulse {
    /// There is none.
    #[default]
    NoMonitor,
    /// None of them has sent anything in the last hour.
    Silent {
        /// The newest value's moment, where there ever was one.
        last_at: Option<Stamp>,
    },
    /// At least one is heard.
    Online,
}

/// What is known of one monitored outlet.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Beat {
    pub(crate) enterprise_id: i64,
    pub(crate) last_at: Option<Stamp>,
}

impl Beat {
    pub(crate) fn is_heard(&self, now: Stamp) -> bool {
        self.last_at.is_some_and(|at| now.since(at) <= SILENT_AFTER)
    }
}

/// Every monitored outlet of the city, by its key.
pub(crate) fn beats(ctx: &Ctx) -> HashMap<i64, Beat> {
    let outlets = ctx.registry.monitored_outlets();
    let mut beats: HashMap<_, _> =
        outlets.iter().map(|o| (o.id, Beat { enterprise_id: o.enterprise_id, last_at: None })).collect();
    ctx.live.each(|latest| {
        if let Some(beat) = beats.get_mut(&latest.measurement.outlet_id) {
            beat.last_at = beat.last_at.max(Some(latest.measurement.at));
        }
    });
    beats
}

/// The state of every enterprise that has a monitor, by its key.
pub(crate) fn monitors(ctx: &Ctx) -> HashMap<i64, Monitors> {
    let now = ctx.now();
    let mut all: HashMap<i64, Monitors> = HashMap::new();
    for beat in beats(ctx).values() {
        let own = if beat.is_heard(now) { Pulse::Online } else { Pulse::Silent { last_at: beat.last_at } };
        let monitors = all.entry(beat.enterprise_id).or_default();
        monitors.pulse = monitors.pulse.and(own);
    }
    for outlet in judged::of_city(ctx) {
        let monitors = all.entry(outlet.outlet.enterprise_id).or_default();
        monitors.judged = monitors.judged.and(outlet.tally());
    }
    all
}

impl Pulse {
    /// Two monitors of one enterprise: it is online when either is.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::NoMonitor, one) | (one, Self::NoMonitor) => one,
            (Self::Online, _) | (_, Self::Online) => Self::Online,
            (Self::Silent { last_at: a }, Self::Silent { last_at: b }) => Self::Silent { last_at: a.max(b) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_heard_monitor_is_enough() {
        let silent = |at| Pulse::Silent { last_at: Some(Stamp(at)) };
        assert_eq!(silent(5).and(Pulse::Online), Pulse::Online);
        assert_eq!(silent(5).and(silent(9)), silent(9));
        assert_eq!(Pulse::NoMonitor.and(silent(1)), silent(1));
    }
}
