//! From a ratio to a severity.

use rust_decimal::Decimal;

use crate::finding::Severity;

/// Above which ratio a doubt is how grave; exactly at a step is still below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ladder {
    /// Above this: ask the enterprise.
    pub inform: Option<Decimal>,
    /// Above this: the township checks.
    pub warning: Option<Decimal>,
    /// Above this: joint inspection.
    pub red: Option<Decimal>,
}

impl Ladder {
    /// The severity of a ratio; none when it is tolerable.
    pub fn severity(&self, ratio: Decimal) -> Option<Severity> {
        let above = |step: Option<Decimal>| step.is_some_and(|step| ratio > step);
        if above(self.red) {
            Some(Severity::Red)
        } else if above(self.warning) {
            Some(Severity::Warning)
        } else {
            above(self.inform).then_some(Severity::Inform)
        }
    }

    /// The largest ratio that is tolerable.
    pub fn tolerance(&self) -> Decimal {
        [self.inform, self.warning, self.red].into_iter().flatten().min().unwrap_or(Decimal::MAX)
    }
}

/// `part` of `whole` as a share of one. Anything of nothing is all of it, nothing of nothing is none.
pub(super) fn share(part: Decimal, whole: Decimal) -> Decimal {
    if part.is_zero() {
        return Decimal::ZERO;
    }
    if whole.is_zero() {
        return Decimal::ONE;
    }
    part.checked_div(whole).unwrap_or(Decimal::MAX)
}

/// |a − b| as a share of the larger.
pub(super) fn gap(a: Decimal, b: Decimal) -> Decimal {
    share(a.saturating_sub(b).abs(), a.abs().max(b.abs()))
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn at_a_step_is_below_it() {
        let ladder = Ladder { inform: Some(dec!(0.8)), warning: None, red: Some(dec!(1)) };
        #[rustfmt::skip]
        let cases = [
            (dec!(0.80), None),
            (dec!(0.81), Some(Severity::Inform)),
            (dec!(1.00), Some(Severity::Inform)),
            (dec!(1.01), Some(Severity::Red)),
        ];
        for (ratio, want) in cases {
            assert_eq!(ladder.severity(ratio), want, "{ratio}");
        }
        assert_eq!(ladder.tolerance(), dec!(0.8));
        assert_eq!(Ladder::default().severity(Decimal::MAX), None);
    }

    #[test]
    fn gaps_of_nothing_and_of_far_too_much() {
        assert_eq!(gap(Decimal::ZERO, Decimal::ZERO), Decimal::ZERO);
        assert_eq!(gap(Decimal::ZERO, dec!(7)), Decimal::ONE);
        assert_eq!(gap(dec!(90), dec!(100)), dec!(0.1));
        assert_eq!(gap(Decimal::MAX, Decimal::MIN), Decimal::ONE);
        assert_eq!(share(Decimal::MAX, dec!(0.1)), Decimal::MAX);
    }
}
