//! Money, in fen.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An amount of money in fen (分, a hundredth of a yuan).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType))]
pub struct Fen(pub i64);

impl Fen {
    /// Whole yuan.
    pub const fn yuan(yuan: i64) -> Self {
        Self(yuan * 100)
    }

    /// In ten thousand yuan (万元), as penalties are published, without trailing zeros.
    pub fn in_wan(self) -> rust_decimal::Decimal {
        rust_decimal::Decimal::new(self.0, 6).normalize()
    }
}

impl fmt::Display for Fen {
    /// Yuan with two digits: `325000.00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let fen = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", fen / 100, fen % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_yuan_and_wan() {
        assert_eq!(Fen::yuan(325_000).to_string(), "325000.00");
        assert_eq!(Fen::yuan(325_000).in_wan().to_string(), "32.5");
        assert_eq!(Fen(-5).to_string(), "-0.05");
    }
}
