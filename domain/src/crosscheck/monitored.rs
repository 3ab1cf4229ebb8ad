//! What a logger's values of a quarter add up to.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{measurement::Interval, outlet::OutletCode};

/// What a logger's values of a quarter add up to, for one pollutant or flow at one outlet. Only valid values are in
/// the sums.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Monitored {
    /// At which outlet.
    pub outlet: OutletCode,
    /// Code in HJ 212; the flow has one too.
    pub pollutant: String,
    /// The periods that were summed.
    pub interval: Interval,
    /// Periods for which a value is owed: all of the quarter. Stops are not taken off, as the portal has no feed of
    /// them.
    pub due: u32,
    /// Periods with a valid value.
    pub valid: u32,
    /// Periods with a value that does not count.
    pub invalid: u32,
    /// Flow-weighted mean as limits are compared with it, in their unit: of a gas that is converted to reference oxygen,
    /// the converted one (折算浓度).
    pub mean: Option<Decimal>,
    /// Flow-weighted mean of a gas as it was measured (实测浓度), which with the flow makes the amount; it equals `mean`
    /// where nothing is converted. For gases only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measured_mean: Option<Decimal>,
    /// Volume, m³; for the flow only.
    pub volume_m3: Option<Decimal>,
    /// Σ measured concentration × flow, kg.
    pub amount_kg: Option<Decimal>,
}

impl Monitored {
    /// Whether enough of the periods due have a valid value.
    pub fn suffices(&self, least_share: Decimal) -> bool {
        self.valid > 0 && Decimal::from(self.valid) >= least_share.saturating_mul(Decimal::from(self.due))
    }

    /// A sum over the valid periods, carried over to all that are due at their mean: for water what HJ 356 asks (the
    /// mean of neighbours); for gas HJ 75 would take maxima, so that this errs in the enterprise's favour (both from
    /// memory, verify).
    pub fn whole(&self, sum: Decimal) -> Decimal {
        if self.valid == 0 || self.valid >= self.due {
            return sum;
        }
        sum.saturating_mul(Decimal::from(self.due)).checked_div(Decimal::from(self.valid)).unwrap_or(sum)
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    fn sums(due: u32, valid: u32) -> Monitored {
        let (outlet, pollutant, interval) = ("DW001".parse().unwrap(), "w01018".to_owned(), Interval::Hour);
        let (mean, measured_mean, volume_m3, amount_kg) = (None, None, None, None);
        Monitored { outlet, pollutant, interval, due, valid, invalid: 0, mean, measured_mean, volume_m3, amount_kg }
    }

    #[test]
    fn gaps_are_filled_with_the_mean_and_only_when_enough_is_valid() {
        #[rustfmt::skip]
        let cases = [
            // due, valid, suffices, 300 becomes
            (2208,  2208,  true,     dec!(300)),
            (2208,  1656,  true,     dec!(400)),
            (2208,  1655,  false,    dec!(300) * dec!(2208) / dec!(1655)),
            (2208,  0,     false,    dec!(300)),
            (0,     0,     false,    dec!(300)),
        ];
        for (due, valid, suffices, whole) in cases {
            let sums = sums(due, valid);
            assert_eq!((sums.suffices(dec!(0.75)), sums.whole(dec!(300))), (suffices, whole), "{valid} of {due}");
        }
    }
}
