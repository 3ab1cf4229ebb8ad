//! Quantities as JSON numbers.

use domain::fixed::Micro;
use rust_decimal::Decimal;

/// The nearest binary fraction, which prints the same digits as long as there are at most fifteen.
pub fn number(exact: Decimal) -> f64 {
    exact.to_string().parse().unwrap_or_default()
}

/// The same for a stored quantity.
pub fn stored(exact: Micro) -> f64 {
    number(exact.decimal())
}
