//! What a logger's values of a quarter add up to.

use rust_decimal::{Decimal, dec};
use serde::{Deserialize, Serialize};

use crate::{measurement::Interval, outlet::OutletCode};

/// The share of the periods due that must be valid for a sum or a mean to stand for a quarter. Below it HJ 75-2017 and
/// HJ 356-2019 fill gaps no more, and a quarter's transmission is below its base target (the dossier's 2.9; from memory,
/// verify). Every edition of the rules takes it so far; one that takes another has a figure of its own, as editions that
/// were in force never change.
pub const ENOUGH: Decimal = dec!(0.75);

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
    /// What `mean` was before it was converted (实测浓度), which with the flow makes the amount; it equals `mean` where
    /// nothing is converted. The two differ by what they differ in the periods of which both are known. For gases only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measured_mean: Option<Decimal>,
    /// Volume in the periods of which it is known, m³; for the flow only.
    pub volume_m3: Option<Decimal>,
    /// Σ measured concentration × flow in the periods of which it is known, kg.
    pub amount_kg: Option<Decimal>,
    /// Of how many valid periods each figure is made. Findings from before it was counted have none: their sums had
    /// been carried over to all valid periods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub periods: Option<Periods>,
}

/// Of how many periods each figure is made. A concentration that comes without a flow is valid and makes no amount, one
/// of a fire that comes unconverted is valid and can be compared with no limit: each figure has periods of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Periods {
    /// Of the volume, or of the amount.
    pub sum: u32,
    /// Of the mean that limits are compared with.
    pub mean: u32,
    /// Of the mean as it was measured.
    pub measured_mean: u32,
}

impl Monitored {
    /// Whether enough of the periods due have a valid value. What can be said of a figure its own question tells.
    pub fn suffices(&self, least_share: Decimal) -> bool {
        self.is_enough(self.valid, least_share)
    }

    /// The volume of all periods due, where it is known of enough of them.
    pub fn whole_volume(&self, least_share: Decimal) -> Option<Decimal> {
        self.whole(self.volume_m3?, least_share)
    }

    /// The amount of all periods due, where it is known of enough of them.
    pub fn whole_amount(&self, least_share: Decimal) -> Option<Decimal> {
        self.whole(self.amount_kg?, least_share)
    }

    /// The mean that limits are compared with, where enough of the periods due are in it.
    pub fn sure_mean(&self, least_share: Decimal) -> Option<Decimal> {
        self.mean.filter(|_| self.is_enough(self.periods().mean, least_share))
    }

    /// The mean as it was measured, where enough of the periods due are in it.
    pub fn sure_measured_mean(&self, least_share: Decimal) -> Option<Decimal> {
        self.measured_mean.filter(|_| self.is_enough(self.periods().measured_mean, least_share))
    }

    /// Of how many periods each figure is made.
    pub fn periods(&self) -> Periods {
        let all = Periods { sum: self.valid, mean: self.valid, measured_mean: self.valid };
        self.periods.unwrap_or(all)
    }

    fn is_enough(&self, periods: u32, least_share: Decimal) -> bool {
        periods > 0 && Decimal::from(periods) >= least_share.saturating_mul(Decimal::from(self.due))
    }

    /// A sum over the periods of which it is known, carried over to all that are due at their mean: for water what
    /// HJ 356 asks (the mean of neighbours); for gas HJ 75 would take maxima, so that this errs in the enterprise's
    /// favour (both from memory, verify). From a few periods nothing is carried over to a quarter.
    fn whole(&self, sum: Decimal, least_share: Decimal) -> Option<Decimal> {
        let periods = self.periods().sum;
        if !self.is_enough(periods, least_share) {
            return None;
        }
        if periods >= self.due {
            return Some(sum);
        }
        sum.saturating_mul(Decimal::from(self.due)).checked_div(Decimal::from(periods))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(due: u32, valid: u32) -> Monitored {
        Monitored {
            outlet: "DW001".parse().unwrap(),
            pollutant: "w01018".to_owned(),
            interval: Interval::Hour,
            due,
            valid,
            invalid: 0,
            mean: Some(dec!(40)),
            measured_mean: Some(dec!(50)),
            volume_m3: Some(dec!(300)),
            amount_kg: Some(dec!(300)),
            periods: None,
        }
    }

    #[test]
    fn gaps_are_filled_with_the_mean_and_only_when_enough_is_valid() {
        #[rustfmt::skip]
        let cases = [
            // due, valid, suffices, 300 becomes
            (2208,  2208,  true,     Some(dec!(300))),
            (2208,  1656,  true,     Some(dec!(400))),
            (2208,  1655,  false,    None),
            (2208,  0,     false,    None),
            (0,     0,     false,    None),
        ];
        for (due, valid, suffices, whole) in cases {
            let sums = sums(due, valid);
            assert_eq!((sums.suffices(ENOUGH), sums.whole_amount(ENOUGH)), (suffices, whole), "{valid} of {due}");
            assert_eq!(sums.whole_volume(ENOUGH), whole, "{valid} of {due}");
        }
    }

    #[test]
    fn each_figure_is_sure_by_its_own_periods() {
        let of = |sum, mean, measured_mean| {
            let sums = Monitored { periods: Some(Periods { sum, mean, measured_mean }), ..sums(2208, 2208) };
            let means = (sums.sure_mean(ENOUGH), sums.sure_measured_mean(ENOUGH));
            (sums.whole_amount(ENOUGH), means.0.is_some(), means.1.is_some())
        };
        assert_eq!(of(2208, 2208, 2208), (Some(dec!(300)), true, true));
        assert_eq!(of(1656, 1656, 1656), (Some(dec!(400)), true, true));
        assert_eq!(of(3, 2208, 2208), (None, true, true), "three hours of flow are no amount of a quarter");
        assert_eq!(of(2208, 3, 2208), (Some(dec!(300)), false, true));
        assert_eq!(of(2208, 2208, 3), (Some(dec!(300)), true, false));
        assert_eq!(of(0, 0, 0), (None, false, false));
    }
}
