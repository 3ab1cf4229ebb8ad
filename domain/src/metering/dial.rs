//! What a dial says at the beginning and at the end of a period.

use rust_decimal::Decimal;

/// How a meter went on between two readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turned {
    /// By so much.
    Forward(Decimal),
    /// By so much, past its last figure and on from zero.
    Anew(Decimal),
    /// Another meter stands there: what the old one had turned by is not said.
    Exchanged,
    /// It ran backwards: a wrong reading, or a meter that was connected the wrong way.
    Backwards,
}

/// What a meter turned by from one reading to another. A dial that ends below its beginning has begun anew where it stood in
/// the last tenth of its figures and stands in the first tenth now. Otherwise another meter stands there, if its number says
/// so; and if it does not, it ran backwards.
pub fn turned(start: Decimal, end: Decimal, is_another: bool) -> Turned {
    if end >= start {
        return Turned::Forward(end - start);
    }
    let full = full(start);
    let tenth = full / Decimal::TEN;
    if !is_another && start >= full - tenth && end <= tenth && end >= Decimal::ZERO {
        return Turned::Anew(full - start + end);
    }
    if is_another { Turned::Exchanged } else { Turned::Backwards }
}

/// Where a dial with as many figures before the point begins anew: 100,000 for 98,765.4.
fn full(reading: Decimal) -> Decimal {
    let mut full = Decimal::TEN;
    while full <= reading && full < Decimal::new(1_000_000_000_000, 0) {
        full *= Decimal::TEN;
    }
    full
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn backwards_anew_and_exchanged_are_told_apart() {
        for (start, end, is_another, want) in [
            (dec!(100), dec!(350.5), false, Turned::Forward(dec!(250.5))),
            (dec!(100), dec!(100), false, Turned::Forward(dec!(0))),
            (dec!(99990), dec!(20), false, Turned::Anew(dec!(30))),
            (dec!(98765.4), dec!(12.3), false, Turned::Anew(dec!(1246.9))),
            (dec!(89999), dec!(20), false, Turned::Backwards),
            (dec!(99990), dec!(10001), false, Turned::Backwards),
            (dec!(5210), dec!(3), false, Turned::Backwards),
            (dec!(5210), dec!(3), true, Turned::Exchanged),
            // A new meter begins near zero: that says nothing about the old one's figures.
            (dec!(99990), dec!(20), true, Turned::Exchanged),
            // A new one that shows more is taken at its word.
            (dec!(0), dec!(20), true, Turned::Forward(dec!(20))),
            (dec!(99990), dec!(-3), false, Turned::Backwards),
        ] {
            assert_eq!(turned(start, end, is_another), want, "{start} {end} {is_another}");
        }
    }

    proptest! {
        #[test]
        fn nothing_turns_by_less_than_zero(start in 0_i64..10_000_000, end in 0_i64..10_000_000, another: bool) {
            let by = turned(Decimal::new(start, 1), Decimal::new(end, 1), another);
            if let Turned::Forward(by) | Turned::Anew(by) = by {
                prop_assert!(by >= Decimal::ZERO);
            }
        }
    }
}
