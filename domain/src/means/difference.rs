//! Whether a logger's own mean is another than the one worked out from what it sent.

use rust_decimal::Decimal;

use super::{Conversion, MeansRule, OwnMean};
use crate::measurement::Interval;

/// A mean as a logger sent it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SentMean {
    /// What is judged: converted to reference oxygen where the logger sent that.
    pub value: Decimal,
    /// As it was measured, where both were sent.
    pub measured: Option<Decimal>,
    /// Whether `value` is converted.
    pub converted: bool,
}

/// The figures of the two that are of one kind, both converted or both as measured: ours, then the logger's. None where ours
/// does not count, or one was converted and nobody knows what it was before.
pub fn alike(own: &OwnMean, sent: &SentMean) -> Option<(Decimal, Decimal)> {
    let own_value = own.value.filter(|_| own.counts())?;
    match (own.conversion == Conversion::None, sent.converted) {
        (true, false) | (false, true) => Some((own_value, sent.value)),
        (false, false) => Some((own.measured?, sent.value)),
        (true, true) => Some((own_value, sent.measured?)),
    }
}

/// Whether the two are further apart than the rule bears: a device that averages otherwise than it says, has another clock,
/// or sends one thing and reports another. `from` is what ours is worked out from.
pub fn differs((own, sent): (Decimal, Decimal), from: Interval, highest: Option<Decimal>, rule: &MeansRule) -> bool {
    let percent = |of: Decimal, share: Decimal| of.abs().checked_mul(share).map(|part| part / Decimal::ONE_HUNDRED);
    let share = if from == Interval::Realtime { rule.tolerance_realtime } else { rule.tolerance_minutes };
    let borne = percent(own.abs().max(sent.abs()), share);
    let least = highest.and_then(|highest| percent(highest, rule.tolerance_of_limit));
    let apart = own.checked_sub(sent).map(|apart| apart.abs());
    apart.is_none_or(|apart| borne.is_some_and(|borne| apart > borne) && least.is_none_or(|least| apart > least))
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::{
        means::{MeanOutcome, rules::tests::rule},
        outlet::OutletKind,
    };

    /// A logger that sends ten-minute means as measured and hourly means as converted, or the other way round, is held
    /// against what it sent of one kind.
    #[test]
    fn only_figures_of_one_kind_are_compared() {
        let own = |conversion, measured| OwnMean {
            value: Some(dec!(220)),
            measured,
            conversion,
            valid: 60,
            due: 60,
            weighted: false,
            outcome: MeanOutcome::Counts,
        };
        let sent = |converted, measured| SentMean { value: dec!(218), measured, converted };
        let before = Some(dec!(275));
        #[rustfmt::skip]
        let cases = [
            (own(Conversion::None, None),     sent(false, None),   Some((dec!(220), dec!(218)))),
            (own(Conversion::Sent, before),   sent(true, before),  Some((dec!(220), dec!(218)))),
            (own(Conversion::Worked, before), sent(true, None),    Some((dec!(220), dec!(218)))),
            (own(Conversion::Worked, before), sent(false, None),   Some((dec!(275), dec!(218)))),
            (own(Conversion::None, None),     sent(true, before),  Some((dec!(220), dec!(275)))),
            (own(Conversion::None, None),     sent(true, None),    None),
            (own(Conversion::Sent, None),     sent(false, None),   None),
        ];
        for (own, sent, want) in cases {
            assert_eq!(alike(&own, &sent), want, "{own:?} {sent:?}");
        }
        let little = OwnMean { outcome: MeanOutcome::TooLittle, ..own(Conversion::None, None) };
        assert_eq!(alike(&little, &sent(false, None)), None);
    }

    #[test]
    fn a_difference_is_told_beyond_rounding_and_sampling() {
        let rule = rule(OutletKind::Water);
        #[rustfmt::skip]
        let cases = [
            // own,        sent,       from,               highest allowed, differs
            (dec!(41.20),  dec!(41.2), Interval::Minute,   Some(dec!(80)),  false),
            (dec!(41.2),   dec!(42.0), Interval::Minute,   Some(dec!(80)),  false), // 1.9 %
            (dec!(41.2),   dec!(42.5), Interval::Minute,   Some(dec!(80)),  true),
            (dec!(41.2),   dec!(42.5), Interval::Realtime, Some(dec!(80)),  false),
            (dec!(41.2),   dec!(80),   Interval::Realtime, Some(dec!(80)),  true),
            (dec!(0.10),   dec!(0.11), Interval::Minute,   Some(dec!(80)),  false), // the last digit
            (dec!(0.10),   dec!(0.11), Interval::Minute,   None,            true),
            (dec!(0),      dec!(0),    Interval::Minute,   None,            false),
        ];
        for (own, sent, from, highest, want) in cases {
            assert_eq!(differs((own, sent), from, highest, &rule), want, "{own} {sent} {from}");
        }
    }
}
