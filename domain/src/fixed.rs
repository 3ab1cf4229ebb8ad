//! Quantities in the store: exact, as scaled integers.
//!
//! SQLite has no decimal column: a `Decimal` stored there becomes a binary fraction, and a sum over a quarter no
//! longer equals what was sent. So the store keeps whole numbers of the smallest unit, and memory keeps decimals.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A decimal that the scale cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unstorable {
    /// Digits beyond the scale would be lost.
    #[error("{value} has more than {scale} digits after the point")]
    TooFine {
        /// The decimal.
        value: Decimal,
        /// Digits that the scale holds.
        scale: u32,
    },
    /// The whole number does not fit 64 bits.
    #[error("{value} is too large to be stored")]
    TooLarge {
        /// The decimal.
        value: Decimal,
    },
}

macro_rules! fixed {
    ($(#[$meta:meta])* $name:ident, $scale:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
        #[serde(into = "Decimal", try_from = "Decimal")]
        #[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType))]
        pub struct $name(pub i64);

        impl $name {
            /// Digits after the point.
            pub const SCALE: u32 = $scale;

            /// The decimal, without trailing zeros.
            pub fn decimal(self) -> Decimal {
                Decimal::new(self.0, Self::SCALE).normalize()
            }

            /// Stores a decimal rounded half to even where it is finer than the scale.
            pub fn round(value: Decimal) -> Result<Self, Unstorable> {
                Self::try_from(value.round_dp(Self::SCALE))
            }
        }

        impl TryFrom<Decimal> for $name {
            type Error = Unstorable;

            fn try_from(value: Decimal) -> Result<Self, Unstorable> {
                let mut scaled = value.normalize();
                if scaled.scale() > Self::SCALE {
                    return Err(Unstorable::TooFine { value, scale: Self::SCALE });
                }
                scaled.rescale(Self::SCALE);
                // `rescale` keeps fewer digits when the mantissa would overflow; then it does not fit either.
                if scaled.scale() != Self::SCALE {
                    return Err(Unstorable::TooLarge { value });
                }
                i64::try_from(scaled.mantissa()).map(Self).map_err(|_| Unstorable::TooLarge { value })
            }
        }

        impl From<$name> for Decimal {
            fn from(stored: $name) -> Self {
                stored.decimal()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.decimal(), f)
            }
        }
    };
}

fixed! {
    /// Millionths: declared quantities (tonnes to the gram, m³ to the mL), coordinates; up to ±9.2 × 10¹².
    Micro, 6
}
fixed! {
    /// Thousand-millionths: measured values, fine enough for mercury in mg/L sent in µg/L; up to ±9.2 × 10⁹.
    Nano, 9
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_floats_lose_is_kept() {
        for text in ["1234567890123.123456", "0.1", "-0.000001", "9223372036854.775807"] {
            let value: Decimal = text.parse().unwrap();
            assert_eq!(Micro::try_from(value).unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_does_not_fit_is_refused_by_name() {
        let fine: Decimal = "0.0000001".parse().unwrap();
        let large: Decimal = "9223372036854.775808".parse().unwrap();
        assert_eq!(Micro::try_from(fine), Err(Unstorable::TooFine { value: fine, scale: 6 }));
        assert_eq!(Micro::try_from(large), Err(Unstorable::TooLarge { value: large }));
        assert_eq!(Micro::try_from(Decimal::MAX), Err(Unstorable::TooLarge { value: Decimal::MAX }));
        assert_eq!(Micro::round("0.0000005".parse().unwrap()), Ok(Micro(0)));
        assert_eq!(Micro::round("0.0000015".parse().unwrap()), Ok(Micro(2)));
    }

    proptest! {
        #[test]
        fn every_stored_number_comes_back(n: i64) {
            prop_assert_eq!(Micro::try_from(Micro(n).decimal()), Ok(Micro(n)));
            prop_assert_eq!(Nano::try_from(Nano(n).decimal()), Ok(Nano(n)));
        }

        #[test]
        fn order_is_the_order_of_the_decimals(a: i64, b: i64) {
            prop_assert_eq!(Nano(a).cmp(&Nano(b)), Nano(a).decimal().cmp(&Nano(b).decimal()));
        }
    }
}
