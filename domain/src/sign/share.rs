//! Figures in percent of others.

use rust_decimal::Decimal;

/// A share of a figure in percent.
pub(super) fn percent_of(figure: Decimal, percent: Decimal) -> Decimal {
    figure.checked_mul(percent).map_or(Decimal::MAX, |part| part / Decimal::ONE_HUNDRED)
}

/// How far two figures are apart in percent of the larger one; nothing where both are nothing.
pub(super) fn apart(one: Decimal, other: Decimal) -> Decimal {
    let larger = one.abs().max(other.abs());
    let share = one.checked_sub(other).and_then(|apart| apart.abs().checked_div(larger));
    share.map_or(Decimal::ZERO, |share| share * Decimal::ONE_HUNDRED)
}
