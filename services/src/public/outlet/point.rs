//! One point of a drawn series.

use domain::{
    judgement::{NoBasis, Verdict},
    measurement::DataFlag,
    time::Stamp,
};
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
    /// Why it is no basis for saying anything, whatever period it is of, where marks or the bureau say so.
    pub no_basis: Option<NoBasis>,
}
