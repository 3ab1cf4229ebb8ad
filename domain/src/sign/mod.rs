//! Signs in the data (数据异常迹象): what the values of an outlet look like where something about them asks for an explanation.
//!
//! A sign is a question and never a ruling. Nothing here says why values look so: a worn part, a reading by hand, a pump that was
//! repaired and an analyser that was tampered with can look the same. Each rule is a file: what it is given, what it looks for, and
//! what honest outlets send that must not be taken for it. Its thresholds are data ([`SignRule`]); what it finds is a stretch with
//! the figures it was found by ([`Evidence`]).

mod conversion;
mod evidence;
mod flat_line;
mod flat_top;
mod halt;
mod logger;
mod means_differ;
mod no_flow;
mod oxygen;
mod rules;
mod series;
mod share;
mod silence;
mod state;
#[cfg(test)]
mod testing;
mod together;

pub use evidence::{Alike, Evidence, Figures, Restart, Span, Swap};
pub use halt::{Halt, halt};
pub use logger::{ClockNotice, SerialNumber, clock, restarts, swapped};
pub use means_differ::{Compared, means_differ};
pub use rules::{
    ClockRule, ConversionRule, FlatLineRule, FlatTopRule, HaltRule, MeansDifferRule, NoFlowRule, OxygenRule,
    RestartsRule, SignRule, SignRules, SilenceRule, TogetherRule,
};
pub use series::{HourValue, Outlet, Series, SignLimit};
pub use silence::{Silence, silence};
pub use state::{Refused, SignOutcome, SignStatus, Step, next};

use crate::time::{HOUR, Stamp};

text_enum! {
    /// What the data look like.
    pub enum SignKind {
        /// Nothing came from the outlet (数据中断).
        Silence = "silence",
        /// Hourly means of a pollutant hardly change while water or gas flows (恒值).
        FlatLine = "flat-line",
        /// Several pollutants change by the same factor from one hour to the next (多因子同步变化).
        Together = "together",
        /// The oxygen of flue gas does not move, or is that of air, while something is burnt (氧含量恒定).
        OxygenStands = "oxygen-stands",
        /// Marked as standing still, and it flows (停运标记与数据不符).
        Halt = "halt",
        /// Many hourly means close below the limit and none above (贴限平顶).
        FlatTop = "flat-top",
        /// Concentrations jump while nothing flows (无流量而浓度变化).
        NoFlow = "no-flow",
        /// The converted concentration is another than oxygen makes of the measured one (折算不符).
        Conversion = "conversion",
        /// The logger's own means are others than those worked out from what it sent (自报均值与计算均值不符).
        MeansDiffer = "means-differ",
        /// The logger's clock is off (数采仪时钟偏差).
        Clock = "clock",
        /// The logger starts again and again (数采仪频繁重启).
        Restarts = "restarts",
        /// An analyser tells another serial number than before (分析仪更换).
        Swapped = "swapped",
    }
}

impl SignKind {
    /// How grave it is beside others, 1 the gravest: by this lists are sorted. The portal's proposal, after the ranks that the
    /// dossier gives to rules X18 to X24.
    pub const fn rank(self) -> u8 {
        match self {
            Self::Silence => 1,
            Self::FlatLine | Self::Together | Self::OxygenStands | Self::Halt => 2,
            Self::FlatTop | Self::NoFlow | Self::Conversion | Self::MeansDiffer => 3,
            Self::Clock | Self::Restarts | Self::Swapped => 4,
        }
    }

    /// Whether its stretch is as long as what was looked at, so that it always reaches back as far as it was ever seen.
    pub const fn looks_back(self) -> bool {
        matches!(self, Self::FlatTop | Self::Clock)
    }
}

/// Over how long nothing may be known and a stretch goes on all the same: as events of exceedance have it.
const REACH: i64 = 4 * HOUR;

/// A stretch that looks like a sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it looks like.
    pub kind: SignKind,
    /// Of which pollutant, by its code; empty where it is of the outlet as a whole.
    pub pollutant: String,
    /// Its first moment.
    pub from: Stamp,
    /// The first moment after it.
    pub to: Stamp,
    /// Whether it may go on: nothing that came since says otherwise.
    pub goes_on: bool,
    /// By which figures.
    pub evidence: Evidence,
}

/// All signs that the hourly means of an outlet show by the rules of a day. What loggers tell of themselves, what does not come at
/// all and what marks say has functions of its own: they are made from other rows.
pub fn by_values(outlet: &Outlet<'_>, rule: &SignRule) -> Vec<Found> {
    let mut found = flat_line::flat_line(outlet, &rule.flat_line);
    found.extend(flat_top::flat_top(outlet, &rule.flat_top));
    found.extend(together::together(outlet, &rule.together));
    found.extend(oxygen::oxygen_stands(outlet, &rule.oxygen_stands));
    found.extend(conversion::conversion(outlet, &rule.conversion));
    found.extend(no_flow::no_flow(outlet, &rule.no_flow));
    found
}
