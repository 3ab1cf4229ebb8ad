//! One point of a drawn series.

use domain::{judgement::{Unjudged, Verdict}, measurement::DataFlag, time::Stamp};
use rust_decimal::Decimal;

/// One value of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The instant, or the start of the period.
    pub at: Stamp,
    /// The value; absent when the logger sent none.
    pub value: Option<Decimal>,
    /// The logger's mark.
    pub flag: DataFlag,
    /// Whether it counts.
    pub valid: bool,
    /// What it says by the limit of its own day, where it is the mean that the limit names.
    pub verdict: Verdict,
}

impl Point {
    /// Whether it is the mean that a limit names and no basis for saying anything.
    pub fn is_no_basis(&self) -> bool {
        matches!(self.verdict, Verdict::Unjudged(Unjudged::NoBasis(_)))
    }
}
