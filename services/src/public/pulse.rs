//! Whether an enterprise's monitors are heard, and what may be said of what they sent.

use std::collections::HashMap;

use domain::{
    judgement::Tally,
    life::Audience,
    time::{HOUR, Stamp},
};

use super::judged::{self, OutletJudged};
use crate::{Ctx, Result, monitoring::registry::KnownOutlet};

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
    /// All of them are being tried out (试运行): everybody sees nothing of theirs.
    Trial,
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
    fn of(ctx: &Ctx, audience: Audience, outlet_id: i64) -> Self {
        Self { last_at: ctx.live().heard_at(audience, outlet_id) }
    }

    pub(crate) fn is_heard(&self, now: Stamp) -> bool {
        self.last_at.is_some_and(|at| now.since(at) <= SILENT_AFTER)
    }

    fn pulse(self, now: Stamp) -> Pulse {
        if self.is_heard(now) { Pulse::Online } else { Pulse::Silent { last_at: self.last_at } }
    }
}

/// The monitored ones among an enterprise's outlets, by their keys.
pub(crate) fn beats(ctx: &Ctx, audience: Audience, enterprise_id: i64) -> HashMap<i64, Beat> {
    let today = ctx.now().day();
    let outlets = ctx.registry().monitored(audience, today, |outlet| outlet.enterprise_id == enterprise_id);
    outlets.iter().map(|outlet| (outlet.id, Beat::of(ctx, audience, outlet.id))).collect()
}

/// Every monitored outlet of the city that everybody sees, by its key.
pub(crate) fn beats_of_city(ctx: &Ctx) -> HashMap<i64, Beat> {
    let outlets = ctx.registry().monitored_outlets(Audience::Public, ctx.now().day());
    outlets.iter().map(|outlet| (outlet.id, Beat::of(ctx, Audience::Public, outlet.id))).collect()
}

/// The state of these enterprises' monitors, by their keys; one without a monitor is missing. Nobody else's are looked
/// at.
pub(crate) async fn monitors(ctx: &Ctx, audience: Audience, enterprises: &[i64]) -> Result<HashMap<i64, Monitors>> {
    let now = ctx.now();
    let wanted = |outlet: &KnownOutlet| enterprises.contains(&outlet.enterprise_id);
    let outlets = ctx.registry().monitored(audience, now.day(), wanted);
    let mut all = of_outlets(ctx, audience, &judged::of_outlets(ctx, audience, outlets).await?);
    if audience == Audience::Public {
        for outlet in ctx.registry().monitored(Audience::Insiders, now.day(), wanted) {
            all.entry(outlet.enterprise_id).or_insert(Monitors { pulse: Pulse::Trial, judged: Tally::default() });
        }
    }
    Ok(all)
}

/// The state of the monitors of every enterprise that has one for everybody to see, by its key.
pub(crate) async fn monitors_of_city(ctx: &Ctx) -> Result<HashMap<i64, Monitors>> {
    Ok(of_outlets(ctx, Audience::Public, &judged::of_city(ctx).await?))
}

/// By the keys of their enterprises.
fn of_outlets(ctx: &Ctx, audience: Audience, outlets: &[OutletJudged]) -> HashMap<i64, Monitors> {
    let now = ctx.now();
    let mut all: HashMap<i64, Monitors> = HashMap::new();
    for judged in outlets {
        let monitors = all.entry(judged.outlet.enterprise_id).or_default();
        let beat = Beat::of(ctx, audience, judged.outlet.id);
        monitors.pulse = monitors.pulse.and(beat.pulse(now));
        monitors.judged = monitors.judged.and(judged.tally());
    }
    all
}

impl Pulse {
    /// Two monitors of one enterprise: it is online when either is.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::NoMonitor | Self::Trial, one) | (one, Self::NoMonitor | Self::Trial) => one,
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
