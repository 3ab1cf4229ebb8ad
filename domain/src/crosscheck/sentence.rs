//! What a rule says, and all that is said of its two figures: whoever shows a finding asks here and nowhere else.

use rust_decimal::Decimal;

use super::ladder::{gap, share};
use crate::{message::Text, utility::Feed};

/// A sentence of a rule.
#[derive(Clone, Copy, Debug)]
pub struct Sentence {
    /// By which a finding names it (`X04.load`).
    pub key: &'static str,
    /// Its words.
    pub text: Text,
    /// What the first figure is called.
    pub declared: Text,
    /// What the figure is called that the first does not fit.
    pub measured: Text,
    /// The unit of both.
    pub unit: Unit,
    /// How the two are set against each other.
    pub ratio: Ratio,
    /// Whose bills the second figure adds up, if it does.
    pub bills: Option<Feed>,
}

/// The unit of a finding's figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// m³ of water.
    CubicMetres,
    /// kg of a pollutant.
    Kilograms,
    /// That of the limits of the pollutant: mg/L, mg/m³.
    Concentration,
}

/// The one percentage that is said of two figures, so that no page says two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ratio {
    /// Their difference as a share of the larger.
    OfLarger,
    /// Their difference as a share of the second.
    OfMeasured,
    /// The first as a share of the second: what is used up of it.
    Used,
}

impl Ratio {
    /// The ratio of two figures, as a share of one.
    pub fn of(self, declared: Decimal, measured: Decimal) -> Decimal {
        match self {
            Self::OfLarger => gap(declared, measured),
            Self::OfMeasured => share(declared.saturating_sub(measured).abs(), measured),
            Self::Used => share(declared, measured),
        }
    }
}

/// The first figure where it is a figure of the declaration.
pub(super) const DECLARED: Text = Text { zh: "企业申报", en: "Declared" };
/// The second figure where the loggers added it up.
pub(super) const MONITORED: Text = Text { zh: "自动监测", en: "Automatic monitoring" };

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn one_pair_of_figures_has_one_percentage() {
        for (ratio, declared, measured, want) in [
            (Ratio::OfLarger, dec!(80), dec!(100), dec!(0.2)),
            (Ratio::OfLarger, dec!(125), dec!(100), dec!(0.2)),
            (Ratio::OfMeasured, dec!(125), dec!(100), dec!(0.25)),
            (Ratio::Used, dec!(133.8), dec!(100), dec!(1.338)),
            (Ratio::Used, dec!(1), dec!(0), dec!(1)),
        ] {
            assert_eq!(ratio.of(declared, measured), want, "{ratio:?} {declared} {measured}");
        }
    }
}
