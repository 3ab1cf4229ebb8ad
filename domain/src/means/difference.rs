//! Whether a logger's own mean is another than the one worked out from what it sent.

use rust_decimal::Decimal;

use super::MeansRule;
use crate::measurement::Interval;

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
    use crate::{means::rules::tests::rule, outlet::OutletKind};

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
