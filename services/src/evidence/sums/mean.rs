//! Means, by the flow where it is known.

use domain::fixed::{Micro, Nano};
use rust_decimal::Decimal;

/// What a flow-weighted mean is made of.
#[derive(Debug, Default)]
pub struct Mean {
    /// Concentration × volume in 10⁻¹⁵, and the volume in 10⁻⁶ m³.
    carried: i128,
    volume: i128,
    /// Of how many periods.
    weighed: u32,
    /// Concentrations in 10⁻⁹, and how many.
    plain: i128,
    pub values: u32,
}

impl Mean {
    /// Adds a concentration, with what flowed where that is known.
    pub fn add(&mut self, concentration: Nano, volume: Option<Micro>) {
        self.plain += i128::from(concentration.0);
        self.values += 1;
        let Some(volume) = volume else { return };
        // Only what nobody can have measured reaches the end of 128 bits; there it is wrong, and no panic.
        self.carried = self.carried.saturating_add(carried(concentration, volume));
        self.volume += i128::from(volume.0).max(0);
        self.weighed += 1;
    }

    /// Adds another mean of other values.
    pub fn and(&mut self, other: &Self) {
        self.plain += other.plain;
        self.values += other.values;
        self.carried = self.carried.saturating_add(other.carried);
        self.volume += other.volume;
        self.weighed += other.weighed;
    }

    /// Weighed by the flow where that is known; and of how many periods it is.
    pub fn mean(&self) -> Option<(Decimal, u32)> {
        if self.volume > 0 {
            return Some((decimal(rounded(self.carried, self.volume), 9)?, self.weighed));
        }
        let values = self.values;
        (values > 0).then(|| decimal(rounded(self.plain, values.into()), 9)).flatten().map(|mean| (mean, values))
    }
}

/// Concentration × volume in 10⁻¹⁵.
pub fn carried(concentration: Nano, volume: Micro) -> i128 {
    i128::from(concentration.0) * i128::from(volume.0).max(0)
}

/// A quotient to the nearest whole number, halves away from nothing.
pub fn rounded(dividend: i128, divisor: i128) -> i128 {
    let half = (divisor / 2) * dividend.signum();
    dividend.saturating_add(half) / divisor
}

/// None where it is beyond what a decimal holds: nobody can have discharged that.
pub fn decimal(digits: i128, scale: u32) -> Option<Decimal> {
    Decimal::try_from_i128_with_scale(digits, scale).ok().map(|value| value.normalize())
}
