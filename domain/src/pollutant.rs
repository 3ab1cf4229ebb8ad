//! What the rules must know about pollutants by their code in HJ 212. Names and units are in the crate `hj212`.

/// Wastewater flow.
pub const WATER_FLOW: &str = "w00000";
/// Flue-gas flow.
pub const GAS_FLOW: &str = "a00000";
/// Oxygen of flue gas.
pub const OXYGEN: &str = "a19001";
/// Five-day biochemical oxygen demand (BOD₅).
pub const BOD5: &str = "w01017";
/// Chemical oxygen demand (COD).
pub const COD: &str = "w01018";
/// Chromium, all of it.
pub const CHROMIUM: &str = "w20116";
/// Hexavalent chromium.
pub const CHROMIUM_VI: &str = "w20117";
/// Nitrogen, all of it.
pub const NITROGEN: &str = "w21001";
/// Ammonia nitrogen.
pub const AMMONIA: &str = "w21003";

use crate::outlet::OutletKind;

/// What a code belongs to: `w` and five digits for water, `a` for gas; anything else is no pollutant's code.
pub fn medium(code: &str) -> Option<OutletKind> {
    let (letter, digits) = code.split_at_checked(1)?;
    let five_digits = digits.len() == 5 && digits.bytes().all(|byte| byte.is_ascii_digit());
    match letter {
        "w" if five_digits => Some(OutletKind::Water),
        "a" if five_digits => Some(OutletKind::Air),
        _ => None,
    }
}

/// Whether it has an amount in kilograms: a substance, not a flow, a pH, a colour, a conductivity, a count of germs or
/// an activity. What has no unit of amount in the code table of HJ 212-2017 (appendix B) has none here.
pub fn has_load(code: &str) -> bool {
    // In water 01001 to 01011 are states (pH, colour, dissolved oxygen, temperature …) but for the dissolved solids,
    // 01014 is conductivity, 02… are germs and 03… is radioactivity; in gas 01… are the state of the stack and 19001 is
    // oxygen.
    match medium(code) {
        Some(OutletKind::Water) => {
            let state = ("w01001"..="w01011").contains(&code) && code != "w01006" || code == "w01014";
            let counted = code.starts_with("w02") || code.starts_with("w03");
            code != WATER_FLOW && !state && !counted
        }
        Some(OutletKind::Air) => code != GAS_FLOW && !code.starts_with("a01") && code != OXYGEN,
        None => false,
    }
}

/// The flow that carries what leaves through an outlet of a kind.
pub const fn flow_of(kind: OutletKind) -> &'static str {
    match kind {
        OutletKind::Water => WATER_FLOW,
        OutletKind::Air => GAS_FLOW,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn substances_have_loads_and_states_do_not() {
        for code in [COD, BOD5, AMMONIA, CHROMIUM_VI, "w01006", "w01012", "w20126", "a21026", "a34013", "a21005"] {
            assert!(has_load(code), "{code}");
        }
        for code in [WATER_FLOW, GAS_FLOW, "a01012", "a01901", "a19001", "w1", "水01018", ""] {
            assert!(!has_load(code), "{code}");
        }
        // Current and energy of the treatment station.
        assert!(["i33200", "i33201", "i33202"].iter().all(|code| !has_load(code)));
        // Colour, dissolved oxygen, temperature, conductivity, coliforms, radioactivity.
        for code in ["w01001", "w01002", "w01009", "w01010", "w01014", "w02003", "w03001", "w03002"] {
            assert!(!has_load(code), "{code}");
        }
        assert_eq!(
            (medium(COD), medium("a21026"), medium("e30101")),
            (Some(OutletKind::Water), Some(OutletKind::Air), None)
        );
    }
}
