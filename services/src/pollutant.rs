//! A pollutant as a reader meets it: named, in its unit.

use std::sync::Arc;

use hj212::{Medium, Unit};

use crate::Names;

/// A pollutant, or another quantity that a monitor reports (flow, temperature).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pollutant {
    /// Code in HJ 212 (`w01018`).
    pub code: Arc<str>,
    /// Its name; the code itself where the table does not know it.
    pub name: Names,
    /// The unit of its values and limits (`mg/L`); empty for pH and for unknown codes.
    pub unit: String,
}

impl Pollutant {
    /// The pollutant with a code, new or legacy.
    pub fn of(code: &str) -> Self {
        let known = hj212::pollutant::find(code);
        let name = known.map_or_else(|| Names::new(code, code), |line| Names::new(line.name_zh, line.name_en));
        Self { code: kept_code(code).into(), name, unit: known.map(kept_unit).unwrap_or_default() }
    }
}

/// The code under which the store keeps a pollutant: the new one for a legacy code, any other as it is.
pub(crate) fn kept_code(code: &str) -> &str {
    hj212::pollutant::find(code).filter(|line| line.legacy == Some(code)).map_or(code, |line| line.code)
}

/// The unit in which the store keeps values: that of the limits for concentrations (mg/L in water, mg/m³ in gas,
/// whatever the logger sent), the code table's for everything else.
fn kept_unit(line: &hj212::Pollutant) -> String {
    let of_limits = match line.medium {
        Medium::Water => Unit::MilligramPerLitre,
        Medium::Air => Unit::MilligramPerCubicMetre,
        Medium::Process => line.unit,
    };
    line.unit.factor_to(of_limits).map_or(line.unit, |_| of_limits).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_and_unknown_codes() {
        assert_eq!(Pollutant::of("w01018").name, Names::new("化学需氧量", "chemical oxygen demand"));
        assert_eq!(Pollutant::of("w99999").name.zh, "w99999");
        assert_eq!((kept_code("011"), kept_code("w01018"), kept_code("zz")), ("w01018", "w01018", "zz"));
    }

    #[test]
    fn concentrations_are_in_the_unit_of_the_limits_and_the_rest_as_sent() {
        let unit = |code| Pollutant::of(code).unit;
        // Hexavalent chromium travels in µg/L.
        assert_eq!((unit("w20117"), unit("a21002")), ("mg/L".into(), "mg/m³".into()));
        assert_eq!((unit("w00000"), unit("w01001"), unit("SB1")), ("L/s".into(), String::new(), String::new()));
    }

    /// The rules know by its code what has an amount; the code table says it too.
    #[test]
    fn what_has_a_load_has_a_unit_of_amount_in_the_code_table() {
        for line in hj212::pollutant::POLLUTANTS.iter().filter(|line| line.medium != Medium::Process) {
            let is_flow = ["w00000", "a00000"].contains(&line.code);
            assert_eq!(domain::pollutant::has_load(line.code), line.amount.is_some() && !is_flow, "{}", line.code);
        }
    }

    /// Loggers measure colour in degrees; limits state a multiple of dilution, which is another method.
    #[test]
    fn colour_is_not_measured_in_the_unit_of_its_limits() {
        assert_eq!(Pollutant::of("w01002").unit, "度");
        assert_eq!(Pollutant::of("w02003").unit, "个/L");
    }
}
