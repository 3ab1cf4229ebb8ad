//! Units, and exact conversion between those that differ by a power of ten.

use std::fmt;

use rust_decimal::Decimal;

/// A unit of a measured value or of an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// No unit (pH).
    None,
    /// ng/L.
    NanogramPerLitre,
    /// µg/L.
    MicrogramPerLitre,
    /// mg/L.
    MilligramPerLitre,
    /// g/L.
    GramPerLitre,
    /// ng/m³.
    NanogramPerCubicMetre,
    /// µg/m³.
    MicrogramPerCubicMetre,
    /// mg/m³.
    MilligramPerCubicMetre,
    /// L/s.
    LitrePerSecond,
    /// m³/s.
    CubicMetrePerSecond,
    /// m³.
    CubicMetre,
    /// mg.
    Milligram,
    /// g.
    Gram,
    /// kg.
    Kilogram,
    /// t.
    Tonne,
    /// Degree of colour (度).
    Degree,
    /// °C.
    Celsius,
    /// %.
    Percent,
    /// kPa.
    Kilopascal,
    /// m/s.
    MetrePerSecond,
    /// A.
    Ampere,
    /// kWh.
    KilowattHour,
    /// m².
    SquareMetre,
    /// µS/cm.
    MicrosiemensPerCentimetre,
    /// A count in a litre (个/L).
    CountPerLitre,
    /// Bq/L.
    BecquerelPerLitre,
}

/// Units of one group differ by powers of ten only.
#[derive(PartialEq, Eq)]
enum Group {
    MassPerVolume,
    Flow,
    Mass,
    Single(Unit),
}

impl Unit {
    /// All units.
    pub const ALL: &'static [Self] = &[
        Self::None,
        Self::NanogramPerLitre,
        Self::MicrogramPerLitre,
        Self::MilligramPerLitre,
        Self::GramPerLitre,
        Self::NanogramPerCubicMetre,
        Self::MicrogramPerCubicMetre,
        Self::MilligramPerCubicMetre,
        Self::LitrePerSecond,
        Self::CubicMetrePerSecond,
        Self::CubicMetre,
        Self::Milligram,
        Self::Gram,
        Self::Kilogram,
        Self::Tonne,
        Self::Degree,
        Self::Celsius,
        Self::Percent,
        Self::Kilopascal,
        Self::MetrePerSecond,
        Self::Ampere,
        Self::KilowattHour,
        Self::SquareMetre,
        Self::MicrosiemensPerCentimetre,
        Self::CountPerLitre,
        Self::BecquerelPerLitre,
    ];

    /// The factor by which a value in this unit is multiplied to be one in `other`; `None` where the
    /// units measure different things.
    ///
    /// ```
    /// use hj212::Unit;
    /// let factor = Unit::MicrogramPerLitre.factor_to(Unit::MilligramPerLitre).unwrap();
    /// assert_eq!(factor.to_string(), "0.001");
    /// ```
    pub fn factor_to(self, other: Self) -> Option<Decimal> {
        let (from, to) = (self.place(), other.place());
        let exponent = from.1 - to.1;
        let power = Decimal::from(10_i64.checked_pow(exponent.unsigned_abs())?);
        (from.0 == to.0).then(|| if exponent < 0 { Decimal::ONE / power } else { power })
    }

    /// A value of this unit in another, exact; `None` where the units measure different things or
    /// the result has more than 28 digits.
    pub fn convert(self, value: Decimal, other: Self) -> Option<Decimal> {
        value.checked_mul(self.factor_to(other)?)
    }

    /// The group and the power of ten within it.
    const fn place(self) -> (Group, i32) {
        match self {
            Self::NanogramPerCubicMetre => (Group::MassPerVolume, -12),
            Self::NanogramPerLitre | Self::MicrogramPerCubicMetre => (Group::MassPerVolume, -9),
            Self::MicrogramPerLitre | Self::MilligramPerCubicMetre => (Group::MassPerVolume, -6),
            Self::MilligramPerLitre => (Group::MassPerVolume, -3),
            Self::GramPerLitre => (Group::MassPerVolume, 0),
            Self::LitrePerSecond => (Group::Flow, -3),
            Self::CubicMetrePerSecond => (Group::Flow, 0),
            Self::Milligram => (Group::Mass, -6),
            Self::Gram => (Group::Mass, -3),
            Self::Kilogram => (Group::Mass, 0),
            Self::Tonne => (Group::Mass, 3),
            single => (Group::Single(single), 0),
        }
    }

    /// What `Display` writes: `mg/L`; empty for none.
    pub const fn text(self) -> &'static str {
        match self {
            Self::None => "",
            Self::NanogramPerLitre => "ng/L",
            Self::MicrogramPerLitre => "µg/L",
            Self::MilligramPerLitre => "mg/L",
            Self::GramPerLitre => "g/L",
            Self::NanogramPerCubicMetre => "ng/m³",
            Self::MicrogramPerCubicMetre => "µg/m³",
            Self::MilligramPerCubicMetre => "mg/m³",
            Self::LitrePerSecond => "L/s",
            Self::CubicMetrePerSecond => "m³/s",
            Self::CubicMetre => "m³",
            Self::Milligram => "mg",
            Self::Gram => "g",
            Self::Kilogram => "kg",
            Self::Tonne => "t",
            Self::Degree => "度",
            Self::Celsius => "°C",
            Self::Percent => "%",
            Self::Kilopascal => "kPa",
            Self::MetrePerSecond => "m/s",
            Self::Ampere => "A",
            Self::KilowattHour => "kWh",
            Self::SquareMetre => "m²",
            Self::MicrosiemensPerCentimetre => "µS/cm",
            Self::CountPerLitre => "个/L",
            Self::BecquerelPerLitre => "Bq/L",
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text())
    }
}

/// A text that names no unit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a unit of this protocol")]
pub struct UnknownUnit(pub String);

impl std::str::FromStr for Unit {
    type Err = UnknownUnit;

    /// Reads what `Display` writes.
    fn from_str(text: &str) -> Result<Self, UnknownUnit> {
        let found = Self::ALL.iter().find(|unit| unit.text() == text);
        found.copied().ok_or_else(|| UnknownUnit(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn texts_come_back() {
        for unit in Unit::ALL {
            assert_eq!(unit.to_string().parse(), Ok(*unit));
        }
        assert_eq!("lb".parse::<Unit>(), Err(UnknownUnit("lb".into())));
    }

    #[rstest]
    #[case(Unit::MicrogramPerLitre, Unit::MilligramPerLitre, "37.5", Some("0.0375"))]
    #[case(Unit::MilligramPerLitre, Unit::MicrogramPerLitre, "0.05", Some("50"))]
    #[case(Unit::NanogramPerCubicMetre, Unit::MilligramPerCubicMetre, "1", Some("0.000001"))]
    #[case(Unit::MilligramPerCubicMetre, Unit::MicrogramPerLitre, "3", Some("3"))]
    #[case(Unit::GramPerLitre, Unit::NanogramPerCubicMetre, "1", Some("1000000000000"))]
    #[case(Unit::Gram, Unit::Kilogram, "2500", Some("2.5"))]
    #[case(Unit::LitrePerSecond, Unit::CubicMetrePerSecond, "17.5", Some("0.0175"))]
    #[case(Unit::Celsius, Unit::Celsius, "118.4", Some("118.4"))]
    #[case(Unit::Celsius, Unit::Percent, "1", None)]
    #[case(Unit::Kilogram, Unit::MilligramPerLitre, "1", None)]
    fn conversion(#[case] from: Unit, #[case] to: Unit, #[case] value: &str, #[case] wanted: Option<&str>) {
        let value: Decimal = value.parse().unwrap();
        let wanted: Option<Decimal> = wanted.map(|text| text.parse().unwrap());
        assert_eq!(from.convert(value, to), wanted);
    }
}
