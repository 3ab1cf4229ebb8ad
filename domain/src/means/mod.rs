//! Hourly and daily means worked out here from what a logger sent (自行计算的均值), beside the logger's own.
//!
//! An hour is made of the logger's ten-minute means, or of its real-time values where it sends none; a day is made of
//! hours. Each says how much of it was valid and whether that is enough to count ([`MeansRule`]): a mean of too little
//! is kept and counts for nothing. Concentrations in water are weighted by the flow (C = G/Q), those in gas are not
//! (HJ 212-2017, appendix D; domain dossier 1.5 and 2.9). A concentration of gas is compared as converted to reference
//! oxygen: as the logger converted it, or, where it sent none, from the hour's oxygen.

mod day;
mod difference;
mod hour;
mod rules;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use day::{HourOfDay, day};
pub use difference::{SentMean, alike, differs};
pub use hour::{Hour, Sample, Samples, hour};
#[cfg(test)]
pub(crate) use rules::tests::rule as rule_for_tests;
pub use rules::{MeansRule, MeansRules};

text_enum! {
    /// Why a mean counts, or why not.
    pub enum MeanOutcome {
        /// Enough of the period was valid.
        Counts = "counts",
        /// Too little of it was.
        TooLittle = "too-little",
        /// Nothing flowed, so that there is no concentration to speak of.
        NoFlow = "no-flow",
        /// It holds at reference oxygen, and nobody can tell the oxygen.
        NoOxygen = "no-oxygen",
    }
}

text_enum! {
    /// How the figure that is compared with the limit came to be at reference oxygen.
    pub enum Conversion {
        /// It is not: the figure is as it was measured.
        None = "none",
        /// The logger converted it.
        Sent = "sent",
        /// The portal did, from the oxygen of the hour.
        Worked = "worked",
    }
}

text_enum! {
    /// Why there is a revision of a mean.
    pub enum Reason {
        /// It is the first.
        First = "first",
        /// Values came late.
        Late = "late",
        /// A value that it was made of was sent again, and another.
        Corrected = "corrected",
        /// Somebody had it worked out again, by rules or a register that say otherwise now.
        Again = "again",
    }
}

/// A mean that was worked out here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnMean {
    /// The figure that is compared with the limit, in the unit of the store; absent where nothing valid is at hand.
    pub value: Option<Decimal>,
    /// As it was measured, where `value` is converted and that is known.
    pub measured: Option<Decimal>,
    /// How `value` came to be at reference oxygen.
    pub conversion: Conversion,
    /// Valid minutes of an hour, or valid hours of a day.
    pub valid: u32,
    /// Minutes of an hour: 60; hours of a day on which something could be measured: 24, less those without any flow.
    pub due: u32,
    /// Whether it is weighted by the flow.
    pub weighted: bool,
    /// Whether it counts.
    pub outcome: MeanOutcome,
}

impl OwnMean {
    /// Whether it may be held against a limit.
    pub fn counts(&self) -> bool {
        self.outcome == MeanOutcome::Counts && self.value.is_some()
    }
}

/// The mean of figures with weights; none without any weight, or where the figures are too large to be figures.
fn mean(figures: impl IntoIterator<Item = (Decimal, Decimal)>) -> Option<Decimal> {
    let (mut sum, mut weights) = (Decimal::ZERO, Decimal::ZERO);
    for (value, weight) in figures {
        sum = sum.checked_add(value.checked_mul(weight)?)?;
        weights = weights.checked_add(weight)?;
    }
    sum.checked_div(weights)
}
