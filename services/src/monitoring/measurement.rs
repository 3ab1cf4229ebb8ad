//! A measured value with what a reader needs to understand it.

use std::sync::Arc;

use domain::{
    credit_code::CreditCode,
    judgement::{Mean, Verdict, judge},
    life::Audience,
    measurement::{DataFlag, Interval},
    outlet::OutletCode,
    time::Stamp,
};
use rust_decimal::Decimal;

use super::registry::{KnownLimit, KnownOutlet};
use crate::Pollutant;

/// A measured value beside the limit that the law reads on the mean of its interval.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "four things that do not depend on one another")]
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
    /// The value, for gas of combustion the converted concentration where the logger sent it; absent when it sent none.
    pub value: Option<Decimal>,
    /// Whether the value is a converted concentration, sent beside the measured one.
    pub converted: bool,
    /// The logger's mark.
    pub flag: DataFlag,
    /// Whether it was sent again later.
    pub resent: bool,
    /// 1, and one more for each changed value of the same moment.
    pub revision: i32,
    /// When it arrived.
    pub received_at: Stamp,
    /// The limit of that day for the mean of this interval; none for a value that decides nothing.
    pub limit: Option<Arc<KnownLimit>>,
    /// Whether the register limits the pollutant at this outlet at all, by whatever mean.
    pub limited: bool,
    /// Whether everybody may see it; otherwise it was sent in trial.
    pub public: bool,
}

impl Measurement {
    /// A stored row.
    pub fn read(row: entities::measurement::Model, enterprise: CreditCode, outlet: OutletCode) -> Self {
        Self {
            converted: row.is_converted(),
            enterprise,
            outlet_id: row.outlet_id,
            outlet,
            pollutant: row.pollutant.into(),
            interval: row.interval,
            at: row.at,
            value: row.value.map(Into::into),
            flag: row.flag,
            resent: row.resent,
            revision: row.revision,
            received_at: row.received_at,
            limit: None,
            limited: false,
            public: true,
        }
    }

    /// Whether it is for those who read.
    pub fn is_for(&self, audience: Audience) -> bool {
        self.public || audience == Audience::Insiders
    }

    /// The same beside its limit.
    #[must_use]
    pub fn beside(self, outlet: &KnownOutlet) -> Self {
        let limit = outlet.limit(&self.pollutant, self.interval, self.at);
        Self { limit, limited: outlet.limits_at_all(&self.pollutant), ..self }
    }

    /// Whether it is a state or run time of treatment equipment (`SB1`, `SB2`, …) and not of what is discharged.
    pub fn is_equipment(&self) -> bool {
        let number = self.pollutant.strip_prefix("SB");
        number.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
    }

    /// Whether it claims to be the mean of a period that had not ended when it came, as it was marked then.
    pub fn is_unfinished(&self) -> bool {
        self.flag == DataFlag::UNFINISHED
    }

    /// Whether the instrument worked normally, so that the value means something.
    pub fn is_valid(&self) -> bool {
        self.flag.is_valid() && self.value.is_some()
    }

    /// It as a mean that may decide, as far as marks and findings do not keep it from that ([`crate::basis`]); `unit` is the one in which the store keeps its pollutant.
    pub(crate) fn mean<'a>(&self, unit: &'a str) -> Mean<'a> {
        Mean {
            interval: self.interval,
            at: self.at,
            value: self.value,
            unit,
            flag: self.flag,
            converted: self.converted,
            no_basis: None,
        }
    }

    /// What it says by its limit.
    pub fn verdict(&self) -> Verdict {
        let unit = Pollutant::of(&self.pollutant).unit;
        judge(self.limit.as_deref().map(KnownLimit::yardstick), Some(self.mean(&unit)))
    }

    /// Whether it is a mean that decides, and beyond its limit.
    pub fn is_over(&self) -> bool {
        self.verdict().is_over()
    }
}
