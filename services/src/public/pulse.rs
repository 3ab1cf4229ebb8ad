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

/// When a monitored outlet was heard.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Beat {
    pub(crate) last_at: Option<Stamp>,
}

impl Beat {
    fn of(ctx: &Ctx, outlet_id: i64) -> Self {
        Self { last_at: ctx.live().heard_at(outlet_id) }
    }

    pub(crate) fn is_heard(&self, now: Stamp) -> bool {
        self.last_at.is_some_and(|at| now.since(at) <= SILENT_AFTER)
    }

    fn pulse(self, now: Stamp) -> Pulse {
        if self.is_heard(now) { Pulse::Online } else { Pulse::Silent { last_at: self.last_at } }
    }
}

/// The monitored ones among an enterprise's outlets, by their keys.
pub(crate) fn beats(ctx: &Ctx, enterprise_id: i64) -> HashMap<i64, Beat> {
    let outlets = ctx.registry().monitored(|outlet| outlet.enterprise_id == enterprise_id);
    outlets.iter().map(|outlet| (outlet.id, Beat::of(ctx, outlet.id))).collect()
}

/// Every monitored outlet of the city, by its key.
pub(crate) fn beats_of_city(ctx: &Ctx) -> HashMap<i64, Beat> {
    ctx.registry().monitored_outlets().iter().map(|outlet| (outlet.id, Beat::of(ctx, outlet.id))).collect()
}

/// The state of these enterprises' monitors, by their keys; one without a monitor is missing. Nobody else's are looked
/// at.
pub(crate) fn monitors(ctx: &Ctx, enterprises: &[i64]) -> HashMap<i64, Monitors> {
    let now = ctx.now();
    let mut all: HashMap<i64, Monitors> = HashMap::new();
    for outlet in ctx.registry().monitored(|outlet| enterprises.contains(&outlet.enterprise_id)) {
        let monitors = all.entry(outlet.enterprise_id).or_default();
        monitors.pulse = monitors.pulse.and(Beat::of(ctx, outlet.id).pulse(now));
        monitors.judged = monitors.judged.and(judged::of_outlet(ctx, outlet).tally());
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
