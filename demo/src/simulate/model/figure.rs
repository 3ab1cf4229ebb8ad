//! A value as an instrument shows it: a whole number of its last digit.

use domain::fixed::{Micro, Nano};
use rust_decimal::Decimal;

/// A value with a fixed number of digits after the point. Cheap to make by the hundred thousand, and exact: what
/// goes over the wire is digit for digit what goes into the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Figure {
    /// How many of the last digit.
    pub units: i64,
    /// Digits after the point, 0 to 6.
    pub digits: u32,
}

impl Figure {
    /// Rounds to `digits`.
    pub fn of(value: f64, digits: u32) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "values are far below 2^53")]
        let units = (value * ten_to(digits) as f64).round() as i64;
        Self { units, digits }
    }

    /// The number.
    pub fn decimal(self) -> Decimal {
        Decimal::new(self.units, self.digits)
    }

    /// As the store keeps values.
    pub const fn nano(self) -> Nano {
        Nano(self.units * ten_to(Nano::SCALE - self.digits))
    }

    /// As the store keeps amounts.
    pub const fn micro(self) -> Micro {
        Micro(self.units * ten_to(Micro::SCALE - self.digits))
    }

    /// `self × other × 10^-shift`, rounded half up to `digits`. Both must be positive or zero.
    #[must_use]
    pub fn times(self, other: Self, shift: u32, digits: u32) -> Self {
        let product = i128::from(self.units) * i128::from(other.units);
        let scale = self.digits + other.digits + shift;
        let units = if scale > digits {
            let divisor = i128::from(ten_to(scale - digits));
            (product + divisor / 2) / divisor
        } else {
            product * i128::from(ten_to(digits - scale))
        };
        Self { units: i64::try_from(units).unwrap_or(i64::MAX), digits }
    }
}

/// 10 to the power of `exponent`.
const fn ten_to(exponent: u32) -> i64 {
    10_i64.pow(exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_example_of_a_stack_hour() {
        // 275 mg/m³ × 45,000 m³ = 12.375 kg.
        let amount = Figure::of(275.0, 2).times(Figure::of(45_000.0, 2), 6, 3);
        assert_eq!(amount.decimal().to_string(), "12.375");
        assert_eq!(amount.micro(), Micro(12_375_000));
    }

    #[test]
    fn the_worked_example_of_a_water_day() {
        // 41.2 mg/L × 1,512 m³ = 62.294 kg.
        let amount = Figure::of(41.2, 1).times(Figure::of(1512.0, 2), 3, 3);
        assert_eq!(amount.decimal().to_string(), "62.294");
        assert_eq!(Figure::of(41.2, 1).nano(), Nano(41_200_000_000));
    }
}
