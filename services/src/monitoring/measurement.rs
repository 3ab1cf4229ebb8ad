//! A measured value with what a reader needs to understand it.

use std::sync::Arc;

use domain::{
    credit_code::CreditCode,
    limit::{Limit, Standing},
    measurement::{DataFlag, Interval},
    outlet::OutletCode,
    time::Stamp,
};
use rust_decimal::Decimal;

/// A measured value beside its limit.
#[derive(Clone, Debug, PartialEq)]
pub struct Measurement {
    /// Whose.
    pub enterprise: CreditCode,
    /// Key of the outlet.
    pub outlet_id: i64,
    /// Code of the outlet.
    pub outlet: OutletCode,
    /// The pollutant's code in HJ 212.
    pub pollutant: Arc<str>,
    /// The period that it stands for.
    pub interval: Interval,
    /// The instant, or the start of the period.
    pub at: Stamp,
    /// The value that is judged, in the unit of the limit; absent when the logger sent none.
    pub value: Option<Decimal>,
    /// The logger's mark.
    pub flag: DataFlag,
    /// Whether it was sent again later.
    pub resent: bool,
    /// 1, and one more for each changed value of the same moment.
    pub revision: i32,
    /// When it arrived.
    pub received_at: Stamp,
    /// The limit that applied on that day, where there is one.
    pub limit: Option<Arc<Limit>>,
}

impl Measurement {
    /// Whether it is a state or run time of treatment equipment (`SB1`, `SB2`, …) and not of what is discharged.
    pub fn is_equipment(&self) -> bool {
        let number = self.pollutant.strip_prefix("SB");
        number.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
    }

    /// Whether the instrument worked normally, so that the value means something.
    pub fn is_valid(&self) -> bool {
        self.flag.is_valid() && self.value.is_some()
    }

    /// Where a valid value stands against its limit.
    pub fn standing(&self) -> Standing {
        match (self.value, &self.limit) {
            (Some(value), Some(limit)) if self.is_valid() => limit.judge(value),
            _ => Standing::Within,
        }
    }

    /// Whether a valid value is beyond its limit.
    pub fn is_over(&self) -> bool {
        self.standing().is_over()
    }
}
