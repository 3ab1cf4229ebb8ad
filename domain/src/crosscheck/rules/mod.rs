//! One rule, one file: its thresholds on top, its check, its sentences, its table of cases.

pub(super) mod automatic;
pub(super) mod chemistry;
pub(super) mod load_arithmetic;
pub(super) mod total_amount;
pub(super) mod water_bills;
