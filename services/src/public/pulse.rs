//! Whether an enterprise's monitors are heard, and whether they are within their limits.

use std::collections::HashMap;

use domain::time::{HOUR, Stamp};

use crate::{Ctx, monitoring::live::Latest};

/// A monitor that has sent nothing for this long is silent.
pub(crate) const SILENT_AFTER: i64 = HOUR;

/// The state of an enterprise's monitors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pulse {
    /// It has none.
    NoMonitor,
    /// None of them has sent anything in the last hour.
    Silent {
        /// The newest value's moment, where there ever was one.
        last_at: Option<Stamp>,
    },
    /// At least one is heard.
    Online {
        /// Pollutants whose newest value that counts is beyond its limit.
        over: usize,
    },
}

/// What is known of one monitored outlet.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Beat {
    pub(crate) enterprise_id: i64,
    pub(crate) last_at: Option<Stamp>,
    pub(crate) over: usize,
}

impl Beat {
    pub(crate) fn is_heard(&self, now: Stamp) -> bool {
        self.last_at.is_some_and(|at| now.since(at) <= SILENT_AFTER)
    }
}

/// Every monitored outlet of the city, by its key.
pub(crate) fn beats(ctx: &Ctx) -> HashMap<i64, Beat> {
    let now = ctx.now();
    let outlets = ctx.registry.monitored_outlets();
    let mut beats: HashMap<_, _> =
        outlets.iter().map(|o| (o.id, Beat { enterprise_id: o.enterprise_id, ..Beat::default() })).collect();
    ctx.live.each(|latest| {
        if let Some(beat) = beats.get_mut(&latest.measurement.outlet_id) {
            beat.last_at = beat.last_at.max(Some(latest.measurement.at));
            beat.over += usize::from(is_over_now(latest, now));
        }
    });
    beats
}

/// Whether a newest value is recent, counts, and is beyond its limit.
pub(crate) fn is_over_now(latest: &Latest, now: Stamp) -> bool {
    latest.measurement.is_over() && now.since(latest.measurement.at) <= SILENT_AFTER
}

/// The state of every enterprise that has a monitor, by its key.
pub(crate) fn pulses(ctx: &Ctx) -> HashMap<i64, Pulse> {
    let now = ctx.now();
    let mut pulses = HashMap::new();
    for beat in beats(ctx).values() {
        let own = if beat.is_heard(now) {
            Pulse::Online { over: beat.over }
        } else {
            Pulse::Silent { last_at: beat.last_at }
        };
        pulses.entry(beat.enterprise_id).and_modify(|pulse: &mut Pulse| *pulse = pulse.and(own)).or_insert(own);
    }
    pulses
}

impl Pulse {
    /// Two monitors of one enterprise: it is online when either is.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::NoMonitor, one) | (one, Self::NoMonitor) => one,
            (Self::Online { over: a }, Self::Online { over: b }) => Self::Online { over: a + b },
            (online @ Self::Online { .. }, _) | (_, online @ Self::Online { .. }) => online,
            (Self::Silent { last_at: a }, Self::Silent { last_at: b }) => Self::Silent { last_at: a.max(b) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_heard_monitor_is_enough_and_exceedances_add_up() {
        let online = |over| Pulse::Online { over };
        let silent = |at| Pulse::Silent { last_at: Some(Stamp(at)) };
        assert_eq!(online(1).and(online(2)), online(3));
        assert_eq!(silent(5).and(online(1)), online(1));
        assert_eq!(silent(5).and(silent(9)), silent(9));
        assert_eq!(Pulse::NoMonitor.and(silent(1)), silent(1));
    }
}
