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
