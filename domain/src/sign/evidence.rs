//! The figures that a sign was found by, frozen: nobody has to believe it.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::share::apart;
use crate::time::Stamp;

/// The most steps in which pollutants moved together that are kept of one sign.
pub(super) const MOST_STEPS: usize = 24;

/// What a sign was found by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The figures with the thresholds that they were held against.
    pub figures: Figures,
    /// The series that the rule speaks of, by their codes, the one in question first.
    pub series: Vec<String>,
}

impl Evidence {
    /// What is known of a stretch that began before the time that is looked at now: what was found then stays, and what came since it
    /// ended, `until`, is added. `more_hours` are those since then, as far as they can be of it.
    #[must_use]
    pub fn grown_from(mut self, before: &Self, until: Stamp, more_hours: u32) -> Self {
        if let (Some(hours), Some(then)) = (self.figures.hours_mut(), before.figures.hours()) {
            *hours = then.saturating_add(more_hours.min(*hours));
        }
        self.figures.keep_of(&before.figures, until);
        self
    }
}

/// The lowest and the highest of a series over a stretch, in its unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Its code.
    pub code: String,
    /// The lowest.
    pub low: Decimal,
    /// The highest.
    pub high: Decimal,
}

/// A step in which several pollutants changed alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alike {
    /// The start of the hour after the step.
    pub at: Stamp,
    /// By what the first of them was multiplied, to four digits.
    pub factor: Decimal,
    /// Each with its mean of the hour before and of the hour after, as measured.
    pub changed: Vec<(String, Decimal, Decimal)>,
}

/// A start of a logger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restart {
    /// When, by its own clock.
    pub at: Stamp,
}

/// An analyser with another serial number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Swap {
    /// When the logger told it.
    pub at: Stamp,
    /// Of which analyser, by the code of what it measures.
    pub code: String,
    /// The number before.
    pub before: String,
    /// The number since.
    pub after: String,
}

/// The figures of a sign, by its kind; thresholds are those of the rule that held on the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "kebab-case")]
pub enum Figures {
    /// [`SignKind::Silence`](super::SignKind::Silence)
    Silence {
        /// Hours in a row of which nothing came.
        hours: u32,
        /// From how many on it is a sign.
        least_hours: u32,
        /// The end of the last hour of which something came; none where that lies before all that was looked at.
        last_at: Option<Stamp>,
    },
    /// [`SignKind::FlatLine`](super::SignKind::FlatLine)
    FlatLine {
        /// Hourly means that hardly change, while it flows.
        hours: u32,
        /// From how many on it is a sign.
        least_hours: u32,
        /// The lowest of them.
        low: Decimal,
        /// The highest.
        high: Decimal,
        /// How far apart these are, in percent of the highest, to two digits.
        spread: Decimal,
        /// Up to how much that is a flat line.
        most_spread: Decimal,
        /// What the other series did meanwhile.
        others: Vec<Span>,
    },
    /// [`SignKind::Together`](super::SignKind::Together)
    Together {
        /// The steps; of very many the first.
        steps: Vec<Alike>,
        /// How many there are.
        count: u32,
        /// How many pollutants make a sign.
        least_pollutants: u32,
        /// By how many percent they must change.
        least_change: Decimal,
        /// How many percent their factors may lie apart.
        tolerance: Decimal,
    },
    /// [`SignKind::OxygenStands`](super::SignKind::OxygenStands)
    OxygenStands {
        /// Hourly means in a row.
        hours: u32,
        /// From how many on it is a sign.
        least_hours: u32,
        /// The lowest oxygen, in percent.
        low: Decimal,
        /// The highest.
        high: Decimal,
        /// Whether it is that of air while something is burnt; otherwise it does not move.
        is_air: bool,
        /// From how many percent on oxygen is that of air; or how far apart a value that does not move may be.
        threshold: Decimal,
        /// What the pollutants did meanwhile.
        others: Vec<Span>,
    },
    /// [`SignKind::Halt`](super::SignKind::Halt)
    Halt {
        /// Hours under the mark in which it flowed.
        hours: u32,
        /// From how many on it is a sign.
        least_hours: u32,
        /// The median flow of these hours, in the unit of the flow.
        flow: Decimal,
        /// The usual one: the median of the hours before the mark.
        usual: Decimal,
        /// Above how many percent of the usual it is a sign.
        percent: Decimal,
        /// The mark's key.
        mark: i64,
        /// Its first moment.
        marked_from: Stamp,
    },
    /// [`SignKind::FlatTop`](super::SignKind::FlatTop)
    FlatTop {
        /// Hourly means that were looked at.
        hours: u32,
        /// Those close below the limit.
        near: u32,
        /// The limit.
        limit: Decimal,
        /// From how many percent of the limit on they are close.
        from_percent: Decimal,
        /// Above how many percent of the hours it is a sign.
        share: Decimal,
        /// The highest of them.
        high: Decimal,
    },
    /// [`SignKind::NoFlow`](super::SignKind::NoFlow)
    NoFlow {
        /// Hours in a row without flow.
        hours: u32,
        /// From how many on it is looked at.
        least_hours: u32,
        /// The start of the hour after the largest step.
        at: Stamp,
        /// The mean before that step.
        before: Decimal,
        /// The mean after it.
        after: Decimal,
        /// How far that is, in percent of the larger, to one digit.
        change: Decimal,
        /// Above how much it is a sign.
        least_change: Decimal,
    },
    /// [`SignKind::Conversion`](super::SignKind::Conversion)
    Conversion {
        /// Hours in a row that do not fit.
        hours: u32,
        /// From how many on it is a sign.
        least_hours: u32,
        /// The start of the hour that fits least.
        at: Stamp,
        /// The measured concentration of that hour.
        measured: Decimal,
        /// Its oxygen, in percent.
        oxygen: Decimal,
        /// The reference oxygen, in percent.
        reference: Decimal,
        /// What the logger sent as converted.
        sent: Decimal,
        /// What the formula gives.
        expected: Decimal,
        /// How far they are apart, in percent of what was sent, to one digit.
        off: Decimal,
        /// Up to how much that is borne, beside rounding.
        tolerance: Decimal,
    },
    /// [`SignKind::MeansDiffer`](super::SignKind::MeansDiffer)
    MeansDiffer {
        /// Hours in a row that differ.
        hours: u32,
        /// From how many on it is a sign.
        least_hours: u32,
        /// The start of the hour that differs most.
        at: Stamp,
        /// The portal's mean of that hour.
        own: Decimal,
        /// The logger's, of the same kind: both at reference oxygen, or both as measured.
        sent: Decimal,
        /// How far they are apart, in percent of the larger, to one digit.
        off: Decimal,
    },
    /// [`SignKind::Clock`](super::SignKind::Clock)
    Clock {
        /// The logger's number.
        mn: String,
        /// How many seconds its clock was ahead the last time; below zero: behind.
        seconds: i64,
        /// Beyond how many it is a sign.
        most_seconds: i64,
        /// How often that was noted in all.
        count: i64,
        /// Since when it is being noted.
        since: Stamp,
    },
    /// [`SignKind::Restarts`](super::SignKind::Restarts)
    Restarts {
        /// The logger's number.
        mn: String,
        /// The starts of the day.
        restarts: Vec<Restart>,
        /// From how many on it is a sign.
        least: u32,
    },
    /// [`SignKind::Swapped`](super::SignKind::Swapped)
    Swapped {
        /// The logger's number.
        mn: String,
        /// What was told.
        swap: Swap,
    },
}

impl Figures {
    /// The logger that it is about, where it is about one.
    pub fn mn(&self) -> Option<&str> {
        match self {
            Self::Clock { mn, .. } | Self::Restarts { mn, .. } | Self::Swapped { mn, .. } => Some(mn),
            _ => None,
        }
    }

    /// Takes over from the figures of before what is farther out than what is seen now.
    fn keep_of(&mut self, before: &Self, until: Stamp) {
        match (self, before) {
            (Self::Silence { last_at, .. }, Self::Silence { last_at: then, .. }) => *last_at = last_at.or(*then),
            (Self::FlatLine { low, high, spread, .. }, Self::FlatLine { low: then_low, high: then_high, .. }) => {
                (*low, *high) = ((*low).min(*then_low), (*high).max(*then_high));
                *spread = apart(*low, *high).round_dp(2);
            }
            (Self::OxygenStands { low, high, .. }, Self::OxygenStands { low: then_low, high: then_high, .. }) => {
                (*low, *high) = ((*low).min(*then_low), (*high).max(*then_high));
            }
            (Self::Together { steps, count, .. }, Self::Together { steps: then, count: counted, .. }) => {
                let mut new = std::mem::take(steps);
                new.retain(|step| step.at >= until);
                *count = counted.saturating_add(u32::try_from(new.len()).unwrap_or(u32::MAX));
                steps.extend(then.iter().cloned().chain(new).take(MOST_STEPS));
            }
            (now @ Self::NoFlow { .. }, Self::NoFlow { at, before, after, change, .. }) => {
                if let Self::NoFlow { at: now_at, before: now_before, after: now_after, change: now_change, .. } = now
                    && *now_change < *change
                {
                    (*now_at, *now_before, *now_after, *now_change) = (*at, *before, *after, *change);
                }
            }
            (now @ Self::MeansDiffer { .. }, Self::MeansDiffer { at, own, sent, off, .. }) => {
                if let Self::MeansDiffer { at: now_at, own: now_own, sent: now_sent, off: now_off, .. } = now
                    && *now_off < *off
                {
                    (*now_at, *now_own, *now_sent, *now_off) = (*at, *own, *sent, *off);
                }
            }
            (now @ Self::Conversion { .. }, then @ Self::Conversion { off, .. }) => {
                let hours = now.hours();
                if let Self::Conversion { off: now_off, .. } = now
                    && *now_off < *off
                {
                    *now = then.clone();
                    if let (Some(own), Some(hours)) = (now.hours_mut(), hours) {
                        *own = hours;
                    }
                }
            }
            _ => {}
        }
    }

    /// How many hours in a row it is, where it is hours in a row.
    pub const fn hours(&self) -> Option<u32> {
        match self {
            Self::Silence { hours, .. }
            | Self::FlatLine { hours, .. }
            | Self::OxygenStands { hours, .. }
            | Self::Halt { hours, .. }
            | Self::MeansDiffer { hours, .. }
            | Self::NoFlow { hours, .. }
            | Self::Conversion { hours, .. } => Some(*hours),
            _ => None,
        }
    }

    const fn hours_mut(&mut self) -> Option<&mut u32> {
        match self {
            Self::Silence { hours, .. }
            | Self::FlatLine { hours, .. }
            | Self::OxygenStands { hours, .. }
            | Self::Halt { hours, .. }
            | Self::MeansDiffer { hours, .. }
            | Self::NoFlow { hours, .. }
            | Self::Conversion { hours, .. } => Some(hours),
            _ => None,
        }
    }
}
