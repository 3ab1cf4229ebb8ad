//! Whether a figure can be a measured value at all.
//!
//! Instruments and loggers have numbers of their own for "no value" (-99, -999.0, 9999, 65535), and a broken one sends
//! what no water and no gas can have. Such a figure is kept as it was sent and judged by nobody.

use rust_decimal::{Decimal, dec};

use crate::{outlet::OutletKind, pollutant::medium};

/// What a pollutant's value can be, in the unit of the store.
struct Range {
    /// A code, or its beginning.
    code: &'static str,
    /// The lowest value: physics, or the drift of a zero point that an instrument is allowed.
    low: Decimal,
    /// The highest value: physics, or more than any monitor measures.
    high: Decimal,
}

/// The ranges by code, the most exact first. Source: physics for pH, oxygen and humidity; the zero drifts that HJ 355
/// and HJ 75 allow, and the largest ranges of instruments on the market, all from memory (verify).
const RANGES: &[Range] = &[
    range("w01001", dec!(0), dec!(14)),       // pH
    range("w01010", dec!(-30), dec!(110)),    // temperature of water, °C
    range("w01002", dec!(-1), dec!(100000)),  // colour
    range("w01014", dec!(-5), dec!(2000000)), // conductivity
    range("w01009", dec!(-0.5), dec!(60)),    // dissolved oxygen, mg/L
    range("w00000", dec!(-1), dec!(1000000)), // flow, L/s
    range("w02", dec!(0), dec!(100000000)),   // germs
    range("w01012", dec!(-2), dec!(100000)),  // suspended solids
    range("w01017", dec!(-2), dec!(100000)),  // BOD5
    range("w01018", dec!(-5), dec!(200000)),  // COD
    range("a00000", dec!(-1), dec!(20000)),   // flow, m³/s
    range("a01011", dec!(-2), dec!(100)),     // velocity, m/s
    range("a01012", dec!(-60), dec!(1600)),   // temperature of gas, °C
    range("a01901", dec!(-60), dec!(2000)),   // temperature of a furnace, °C
    range("a01013", dec!(-110), dec!(1000)),  // pressure, kPa
    range("a01014", dec!(-1), dec!(100)),     // humidity, %
    range("a19001", dec!(-0.5), dec!(25)),    // oxygen, %
    range("a05001", dec!(-1), dec!(2000000)), // carbon dioxide
    range("a01", dec!(-200), dec!(2000000)),  // other states of a stack
];

/// Concentrations in water without a range of their own, mg/L.
const WATER: Range = range("w", dec!(-0.5), dec!(100000));
/// Concentrations in gas without a range of their own, mg/m³.
const GAS: Range = range("a", dec!(-5), dec!(1000000));

/// Below this an amount is no drift of a counter any more.
const LOWEST_AMOUNT: Decimal = dec!(-0.1);
/// The most that can leave an outlet in a period, kilograms or cubic metres: more than the gas of the largest power
/// station in a day (from memory).
const HIGHEST_AMOUNT: Decimal = dec!(1_000_000_000);
/// Nines before the point that are no amount any more: a sewage works may well discharge 9,999 m³ in an hour.
const AMOUNT_OF_NINES: usize = 6;

const fn range(code: &'static str, low: Decimal, high: Decimal) -> Range {
    Range { code, low, high }
}

/// Whether a figure can be a value of this pollutant. `sent` is the number on the wire, `value` the same in the unit of
/// the store.
pub fn is_plausible(code: &str, sent: Decimal, value: Decimal) -> bool {
    if is_sentinel(sent) {
        return false;
    }
    let own = RANGES.iter().find(|range| code.starts_with(range.code));
    let range = own.or(match medium(code) {
        Some(OutletKind::Water) => Some(&WATER),
        Some(OutletKind::Air) => Some(&GAS),
        None => None,
    });
    let Some(range) = range else { return true };
    // A concentration of exactly -1 says "none" far more often than it is a drift.
    let says_none = sent == Decimal::NEGATIVE_ONE && is_concentration(code);
    !says_none && (range.low..=range.high).contains(&value)
}

/// Whether a figure can be an amount of a period, kilograms or cubic metres.
pub fn is_plausible_amount(sent: Decimal) -> bool {
    (LOWEST_AMOUNT..=HIGHEST_AMOUNT).contains(&sent) && !is_filler(sent, AMOUNT_OF_NINES)
}

/// What cannot be below nothing.
fn is_concentration(code: &str) -> bool {
    !matches!(code, "w01010" | "a01012" | "a01901" | "a01013" | "a01011")
}

/// The numbers that stand for "no value": nines alone (two or more below zero, four or more above), and the largest
/// numbers of 16 and 32 bits.
fn is_sentinel(sent: Decimal) -> bool {
    let largest = ["32767", "32768", "65535", "65536", "3276.7", "6553.5"];
    let least = if sent.is_sign_negative() { 2 } else { 4 };
    is_filler(sent, least) || largest.contains(&sent.abs().normalize().to_string().as_str())
}

/// Nothing but nines, so many before the point at least, or the largest number of 32 bits.
fn is_filler(sent: Decimal, least: usize) -> bool {
    let text = sent.abs().normalize().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let nines = |digits: &str| digits.bytes().all(|digit| digit == b'9');
    let all_nines = whole.len() >= least && nines(whole) && nines(fraction);
    all_nines || ["2147483647", "2147483648", "4294967295"].contains(&text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plausible(code: &str, value: &str) -> bool {
        let value = value.parse().unwrap();
        is_plausible(code, value, value)
    }

    #[test]
    fn what_cannot_be_is_found_and_what_can_be_stays() {
        #[rustfmt::skip]
        let cases = [
            // sentinels, however they are written
            ("w01018", "-99.0", false), ("w01018", "-99.000000", false), ("w01018", "-00999.000", false),
            ("w01018", "-999.0", false), ("w01018", "-9999", false), ("w01018", "-99.99", false),
            ("w01018", "9999", false), ("w01018", "9999.0", false), ("w01018", "99999.99", false),
            ("w21003", "-1", false), ("w21003", "-1.000", false), ("a21026", "-1.0", false),
            ("a21026", "65535", false), ("a21002", "6553.5", false), ("a01012", "-99", false),
            ("a00000", "-999", false), ("w00000", "32767", false), ("e10101", "-9999.0", false),
            // what the quantity cannot have
            ("w01001", "-0.01", false), ("w01001", "14.01", false), ("w01001", "-99.0", false),
            ("a19001", "25.1", false), ("a19001", "-5", false), ("a01014", "101", false),
            ("w01010", "-40", false), ("w01010", "400", false), ("a01012", "-100", false), ("a01012", "2000", false),
            ("w20121", "-3.2", false), ("w01018", "-20", false), ("a21002", "-30", false), ("w00000", "-7", false),
            ("w20121", "500000", false), ("a21026", "5000000", false),
            // what it can
            ("w01001", "0", true), ("w01001", "14", true), ("w01001", "7.3", true),
            ("w01010", "-0.5", true), ("a01012", "-12.5", true), ("a01012", "0", true), ("a01013", "-3.1", true),
            ("w01018", "-0.05", true), ("w20121", "-0.05", true), ("a21026", "-0.05", true), ("a19001", "-0.05", true),
            ("w00000", "-0.05", true), ("w01018", "99", true), ("w01018", "999", true), ("w01018", "99.9", true),
            ("a21002", "1200", true), ("a19001", "20.9", true), ("a01901", "999", true), ("w01018", "0", true),
            ("SB1", "5", true),
        ];
        for (code, value, want) in cases {
            assert_eq!(plausible(code, value), want, "{code} {value}");
        }
    }

    #[test]
    fn a_sentinel_is_one_in_the_unit_of_the_logger() {
        // -99 µg/L are -0.099 mg/L, which could be a drift.
        assert!(!is_plausible("w20117", dec!(-99), dec!(-0.099)));
        assert!(is_plausible("w20117", dec!(-9.5), dec!(-0.0095)));
    }

    #[test]
    fn amounts_do_not_run_backwards_and_have_an_end() {
        for (sent, want) in [
            (dec!(-99), false),
            (dec!(-1), false),
            (dec!(-0.05), true),
            (dec!(0), true),
            (dec!(1512), true),
            (dec!(9999), true),
            (dec!(9999999.0), false),
            (dec!(4294967295), false),
            (dec!(50_000_000_000), false),
        ] {
            assert_eq!(is_plausible_amount(sent), want, "{sent}");
        }
    }

    #[test]
    fn a_longer_code_comes_before_its_beginning() {
        for (place, range) in RANGES.iter().enumerate() {
            assert!(RANGES[..place].iter().all(|before| !range.code.starts_with(before.code)), "{}", range.code);
        }
    }
}
