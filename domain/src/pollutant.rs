//! What the rules must know about pollutants by their code in HJ 212. Names and units are in the crate `hj212`.

/// Wastewater flow.
pub const WATER_FLOW: &str = "w00000";
/// Flue-gas flow.
pub const GAS_FLOW: &str = "a00000";
/// Oxygen of flue gas.
pub const OXYGEN: &str = "a19001";
/// Temperature of the furnace of a waste incinerator.
pub const FURNACE: &str = "a01901";
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

use rust_decimal::Decimal;

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

/// Whether it is measured to work out or to understand other figures (参比、辅助参数) and no standard sets a limit to it:
/// flows, the state of the gas, the temperature and conductivity of water, power of the treatment station.
pub fn is_auxiliary(code: &str) -> bool {
    match medium(code) {
        Some(OutletKind::Water) => [WATER_FLOW, "w01010", "w01014"].contains(&code),
        Some(OutletKind::Air) => code != FURNACE && !has_load(code),
        None => code.starts_with('i'),
    }
}

/// A part and its whole: no concentration of the part is above that of the whole, but for the error of analysis.
pub const PARTS: [(&str, &str); 3] = [(AMMONIA, NITROGEN), (CHROMIUM_VI, CHROMIUM), (BOD5, COD)];

/// Those pairs of which the part is above its whole; `of` gives the concentration of a code, both in one unit.
pub fn parts_above(of: impl Fn(&str) -> Option<Decimal>) -> Vec<(&'static str, &'static str)> {
    let above = |(part, whole): &(&str, &str)| of(part).zip(of(whole)).is_some_and(|(part, whole)| part > whole);
    PARTS.into_iter().filter(above).collect()
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
    fn quantities_without_a_limit_of_their_own() {
        for code in [WATER_FLOW, GAS_FLOW, OXYGEN, "a01012", "a01014", "w01010", "i33201"] {
            assert!(is_auxiliary(code), "{code}");
        }
        for code in [COD, CHROMIUM, "w01001", "w01002", "a21026", "a34013", FURNACE] {
            assert!(!is_auxiliary(code), "{code}");
        }
    }

    #[test]
    fn a_part_above_its_whole_is_told() {
        let of = |ammonia: i64, nitrogen: Option<i64>| {
            parts_above(move |code| match code {
                AMMONIA => Some(ammonia.into()),
                NITROGEN => nitrogen.map(Decimal::from),
                _ => None,
            })
        };
        assert_eq!(of(12, Some(10)), [(AMMONIA, NITROGEN)]);
        assert_eq!((of(10, Some(10)), of(12, None)), (vec![], vec![]));
    }

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
