//! The pollutant code table (HJ 212-2017, appendix B): new and legacy codes, names and units.
//!
//! Beware of the units: Hg, Cd, As, Pb and Cr(VI) in water default to µg/L while Cr, Ni, Cu and Zn
//! default to mg/L, and all discharge limits are in mg/L. Keep the unit with the device.

use crate::Unit;

mod table;

pub use table::POLLUTANTS;

/// One line of the table.
#[derive(Debug, PartialEq, Eq)]
pub struct Pollutant {
    /// The code since 2017. A trailing `xx` stands for the number of the device.
    pub code: &'static str,
    /// The code of the 2005 edition.
    pub legacy: Option<&'static str>,
    /// Chinese name.
    pub name_zh: &'static str,
    /// English name.
    pub name_en: &'static str,
    /// Default unit of values.
    pub unit: Unit,
    /// Default unit of `-Cou`, for what has amounts.
    pub amount: Option<Unit>,
    /// Where it is measured.
    pub medium: Medium,
}

/// Where something is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Medium {
    /// Waste water.
    Water,
    /// Flue gas.
    Air,
    /// Treatment process, logger or analyser.
    Process,
}

impl Medium {
    /// The medium by the form of a new code: `w` or `a` and five digits.
    pub fn of_code(code: &str) -> Option<Self> {
        let (letter, digits) = code.split_at_checked(1)?;
        if digits.len() != 5 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        match letter {
            "w" => Some(Self::Water),
            "a" => Some(Self::Air),
            "e" | "g" | "i" => Some(Self::Process),
            _ => None,
        }
    }
}

impl Pollutant {
    /// `code` as text of the table, if it stands there literally.
    pub(crate) fn own_text(&self, code: &str) -> Option<&'static str> {
        if self.code == code { Some(self.code) } else { self.legacy.filter(|legacy| *legacy == code) }
    }
}

/// Looks a code up, new or legacy; codes with a device number find their `xx` line.
///
/// ```
/// let cod = hj212::pollutant::find("011").unwrap();
/// assert_eq!((cod.code, cod.name_zh), ("w01018", "化学需氧量"));
/// assert_eq!(hj212::pollutant::find("e10102").unwrap().name_en, "inlet flow");
/// ```
pub fn find(code: &str) -> Option<&'static Pollutant> {
    if code.len() < 6 {
        return POLLUTANTS.iter().find(|line| line.legacy == Some(code));
    }
    literal(code).or_else(|| family(code))
}

fn literal(code: &str) -> Option<&'static Pollutant> {
    let place = POLLUTANTS.binary_search_by(|line| line.code.cmp(code)).ok()?;
    POLLUTANTS.get(place)
}

fn family(code: &str) -> Option<&'static Pollutant> {
    let (family, number) = code.split_at_checked(4)?;
    if number.len() != 2 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let place = POLLUTANTS.partition_point(|line| line.code < family);
    let after = POLLUTANTS[place..].iter().take_while(|line| line.code.starts_with(family));
    after.into_iter().find(|line| line.code[4..] == *"xx")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Unit::{
        BecquerelPerLitre, Celsius, CountPerLitre, CubicMetre, CubicMetrePerSecond, Degree, Gram, Kilogram, Kilopascal,
        KilowattHour, LitrePerSecond, MetrePerSecond, MicrogramPerLitre, MicrosiemensPerCentimetre, Milligram,
        MilligramPerCubicMetre, MilligramPerLitre, NanogramPerCubicMetre, NanogramPerLitre, None as No, Percent,
        SquareMetre,
    };

    /// What the appendix prints and the outlets of a city send: the code, the code of 2005, the unit, the unit of amounts. A
    /// code that is not known stays in the frame and is seen by nobody.
    #[rustfmt::skip]
    const KNOWN: &[(&str, &str, Unit, Unit)] = &[
        ("w00000", "B01", LitrePerSecond,            CubicMetre),
        ("w01001", "001", No,                        No),
        ("w01002", "002", Degree,                    No),
        ("w01009", "",    MilligramPerLitre,         No),
        ("w01010", "",    Celsius,                   No),
        ("w01012", "003", MilligramPerLitre,         Kilogram),
        ("w01014", "",    MicrosiemensPerCentimetre, No),
        ("w01017", "010", MilligramPerLitre,         Kilogram),
        ("w01018", "011", MilligramPerLitre,         Kilogram),
        ("w01019", "",    MilligramPerLitre,         Kilogram),
        ("w01020", "015", MilligramPerLitre,         Kilogram),
        ("w02003", "550", CountPerLitre,             No),
        ("w03001", "570", BecquerelPerLitre,         No),
        ("w03002", "571", BecquerelPerLitre,         No),
        ("w19002", "520", MilligramPerLitre,         Kilogram),
        ("w20089", "041", NanogramPerLitre,          Milligram),
        ("w20111", "020", MicrogramPerLitre,         Gram),
        ("w20115", "022", MicrogramPerLitre,         Gram),
        ("w20116", "023", MilligramPerLitre,         Kilogram),
        ("w20117", "024", MicrogramPerLitre,         Gram),
        ("w20119", "026", MicrogramPerLitre,         Gram),
        ("w20120", "027", MicrogramPerLitre,         Gram),
        ("w20121", "028", MilligramPerLitre,         Kilogram),
        ("w20122", "029", MilligramPerLitre,         Kilogram),
        ("w20123", "030", MilligramPerLitre,         Kilogram),
        ("w20124", "031", MilligramPerLitre,         Kilogram),
        ("w20125", "032", MilligramPerLitre,         Kilogram),
        ("w20126", "033", MilligramPerLitre,         Kilogram),
        ("w21001", "065", MilligramPerLitre,         Kilogram),
        ("w21003", "060", MilligramPerLitre,         Kilogram),
        ("w21011", "101", MilligramPerLitre,         Kilogram),
        ("w21016", "070", MilligramPerLitre,         Kilogram),
        ("w21017", "072", MilligramPerLitre,         Kilogram),
        ("w21019", "071", MilligramPerLitre,         Kilogram),
        ("w22001", "080", MilligramPerLitre,         Kilogram),
        ("w23002", "110", MilligramPerLitre,         Kilogram),
        ("a00000", "B02", CubicMetrePerSecond,       CubicMetre),
        ("a01011", "S02", MetrePerSecond,            No),
        ("a01012", "S03", Celsius,                   No),
        ("a01013", "S08", Kilopascal,                No),
        ("a01014", "S05", Percent,                   No),
        ("a01015", "S06", Celsius,                   No),
        ("a01016", "S07", SquareMetre,               No),
        ("a01017", "S04", Kilopascal,                No),
        ("a01901", "",    Celsius,                   No),
        ("a05001", "30",  MilligramPerCubicMetre,    Kilogram),
        ("a19001", "S01", Percent,                   No),
        ("a20057", "31",  MilligramPerCubicMetre,    Kilogram),
        ("a21001", "10",  NanogramPerCubicMetre,     Gram),
        ("a21002", "03",  MilligramPerCubicMetre,    Kilogram),
        ("a21003", "",    MilligramPerCubicMetre,    Kilogram),
        ("a21004", "",    MilligramPerCubicMetre,    Kilogram),
        ("a21005", "04",  MilligramPerCubicMetre,    Kilogram),
        ("a21017", "07",  MilligramPerCubicMetre,    Kilogram),
        ("a21018", "06",  MilligramPerCubicMetre,    Kilogram),
        ("a21022", "11",  MilligramPerCubicMetre,    Kilogram),
        ("a21024", "08",  MilligramPerCubicMetre,    Kilogram),
        ("a21026", "02",  MilligramPerCubicMetre,    Kilogram),
        ("a21028", "05",  MilligramPerCubicMetre,    Kilogram),
        ("a24088", "",    MilligramPerCubicMetre,    Kilogram),
        ("a25002", "",    MilligramPerCubicMetre,    Kilogram),
        ("a25003", "17",  MilligramPerCubicMetre,    Kilogram),
        ("a25005", "18",  MilligramPerCubicMetre,    Kilogram),
        ("a34013", "01",  MilligramPerCubicMetre,    Kilogram),
        ("a34039", "14",  MilligramPerCubicMetre,    Kilogram),
        ("a34040", "15",  MilligramPerCubicMetre,    Kilogram),
        ("a99054", "",    MilligramPerCubicMetre,    Kilogram),
        ("e10103", "",    LitrePerSecond,            No),
        ("e10203", "",    MilligramPerLitre,         No),
        ("e20103", "",    LitrePerSecond,            No),
        ("e30103", "",    Unit::Ampere,              No),
        ("e30203", "",    Unit::Ampere,              No),
        ("e30903", "",    No,                        No),
        ("e31303", "",    No,                        No),
        ("g10103", "",    No,                        No),
        ("i12001", "",    No,                        No),
        ("i12003", "",    No,                        No),
        ("i13001", "",    No,                        No),
        ("i13007", "",    No,                        No),
        ("i13008", "",    No,                        No),
        ("i33200", "",    Unit::Ampere,              No),
        ("i33201", "",    KilowattHour,              No),
        ("i33202", "",    KilowattHour,              No),
    ];

    #[test]
    fn the_table_is_sorted_and_without_doubles() {
        assert!(POLLUTANTS.is_sorted_by(|one, next| one.code < next.code));
        let mut legacy: Vec<_> = POLLUTANTS.iter().filter_map(|line| line.legacy).collect();
        let all = legacy.len();
        legacy.sort_unstable();
        legacy.dedup();
        assert_eq!(legacy.len(), all);
    }

    #[test]
    fn every_line_is_found_by_both_codes() {
        for line in POLLUTANTS {
            assert_eq!(line.code.len(), 6, "{}", line.code);
            assert_eq!(find(&line.code.replace("xx", "07")), Some(line));
            if let Some(legacy) = line.legacy {
                assert!(legacy.len() < 6);
                assert_eq!(find(legacy), Some(line));
            }
        }
    }

    #[test]
    fn codes_of_nobody() {
        for code in ["", "w0101", "w99999", "e1010x", "e101é", "O3", "ele01", "化学需氧"] {
            assert_eq!(find(code), None, "{code}");
        }
    }

    #[test]
    fn what_outlets_send_is_known() {
        for &(code, legacy, unit, amount) in KNOWN {
            let line = find(code).unwrap_or_else(|| panic!("{code} is not known"));
            let amounts = line.amount.unwrap_or(No);
            assert_eq!((line.legacy.unwrap_or_default(), line.unit, amounts), (legacy, unit, amount), "{code}");
            assert_eq!(Medium::of_code(code), Some(line.medium), "{code}");
            assert!(!line.name_zh.is_empty() && !line.name_en.is_empty(), "{code}");
        }
        assert_eq!(KNOWN.len(), POLLUTANTS.len(), "a new line of the table has its line here");
    }

    #[test]
    fn the_unit_trap() {
        let unit = |code| find(code).map(|line| (line.unit, line.amount));
        for trace in ["w20111", "w20115", "w20117", "w20119", "w20120"] {
            assert_eq!(unit(trace), Some((Unit::MicrogramPerLitre, Some(Unit::Gram))));
        }
        for metal in ["w20116", "w20121", "w20122", "w20123"] {
            assert_eq!(unit(metal), Some((Unit::MilligramPerLitre, Some(Unit::Kilogram))));
        }
    }

    #[test]
    fn names_are_those_of_permits() {
        let names = |code| find(code).map(|line| (line.name_zh, line.name_en));
        assert_eq!(names("01"), Some(("颗粒物", "particulate matter")));
        assert_eq!(names("a21001"), Some(("氨", "ammonia")));
        assert_eq!(names("w20126"), Some(("总银", "total silver")));
        assert_eq!(names("a34039"), Some(("硫酸雾", "sulphuric acid mist")));
        for code in ["i33200", "i33201", "i33202"] {
            let (zh, en) = names(code).unwrap();
            assert!(zh.starts_with("污水处理站") && en.contains("wastewater station"), "{code}: not the plant's");
        }
    }

    #[test]
    fn what_is_a_state_has_no_amount() {
        for code in ["w01001", "w01002", "w01009", "w01014", "w02003", "w03001", "a01015", "a01016", "a19001"] {
            assert_eq!(find(code).unwrap().amount, None, "{code}");
        }
        assert_eq!(
            find("w20089").map(|line| (line.unit, line.amount)),
            Some((Unit::NanogramPerLitre, Some(Unit::Milligram)))
        );
    }
}
