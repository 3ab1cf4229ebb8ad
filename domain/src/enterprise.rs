//! An enterprise (排污单位) as the city's register knows it.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A trade: its code in GB/T 4754-2017 (国民经济行业分类), at one of the levels that the code has digits for: division
/// (大类, two), group (中类, three) or class (小类, four). Names are data of the portal, not of the code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "sea-orm", sea_orm(value_type = "String"))]
pub struct Industry {
    number: u16,
    digits: u8,
}

/// Treatment of other people's wastewater (污水处理及其再生利用).
const WASTEWATER_TREATMENT: Industry = Industry { number: 462, digits: 3 };

impl Industry {
    /// The class with a number of four digits at most.
    pub const fn class(number: u16) -> Self {
        Self { number: number % 10_000, digits: 4 }
    }

    /// Its division: the first two digits.
    #[must_use]
    pub const fn division(self) -> Self {
        Self { number: self.number / 10_u16.pow(self.digits as u32 - 2), digits: 2 }
    }

    /// Whether it is that division, group or class, or a part of it.
    pub const fn is_within(self, other: Self) -> bool {
        self.digits >= other.digits
            && self.number / 10_u16.pow(self.digits as u32 - other.digits as u32) == other.number
    }

    /// Whether it treats other people's wastewater: more may leave such a plant than its own taps bring.
    pub const fn treats_wastewater(self) -> bool {
        self.is_within(WASTEWATER_TREATMENT)
    }
}

impl fmt::Display for Industry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:0digits$}", self.number, digits = usize::from(self.digits))
    }
}

impl fmt::Debug for Industry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Industry({self})")
    }
}

/// A text that is no code of a trade.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a code of GB/T 4754; a division has two digits (33), a group three (336), a class four (3360)")]
pub struct BadIndustry(String);

impl FromStr for Industry {
    type Err = BadIndustry;

    fn from_str(text: &str) -> Result<Self, BadIndustry> {
        let bad = || BadIndustry(text.to_owned());
        let digits = u8::try_from(text.len()).ok().filter(|digits| (2..=4).contains(digits)).ok_or_else(bad)?;
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(bad());
        }
        text.parse().map(|number| Self { number, digits }).map_err(|_| bad())
    }
}

impl TryFrom<String> for Industry {
    type Error = BadIndustry;

    fn try_from(text: String) -> Result<Self, BadIndustry> {
        text.parse()
    }
}

impl From<Industry> for String {
    fn from(code: Industry) -> Self {
        code.to_string()
    }
}

text_enum! {
    /// How the permit manages an enterprise (排污许可管理类别). It follows from the trade and the size of a plant by the
    /// catalogue (固定污染源排污许可分类管理名录), and is stated for each enterprise.
    pub enum ManagementClass {
        /// Key management (重点管理): on-line monitors, quarterly reports.
        Key = "key",
        /// Simplified management (简化管理).
        Simplified = "simplified",
        /// Registration only (登记管理): a registration number, no permit.
        Registered = "registered",
        /// Nobody has determined it: a plant that has neither applied nor registered.
        Undetermined = "undetermined",
    }
}

impl ManagementClass {
    /// Those whose enterprises declare every quarter; who is only registered (登记管理) does not.
    pub const DECLARING: [Self; 2] = [Self::Key, Self::Simplified];

    /// Whether it asks for a permit, and with it for declarations.
    pub const fn has_permit(self) -> bool {
        matches!(self, Self::Key | Self::Simplified)
    }
}

text_enum! {
    /// What an enterprise has now another one of.
    pub enum FormerKind {
        /// A unified social credit code: it was registered anew.
        Code = "code",
        /// A registered name.
        Name = "name",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn industry(code: &str) -> Industry {
        code.parse().unwrap()
    }

    #[test]
    fn who_has_a_permit_declares() {
        for class in ManagementClass::ALL {
            assert_eq!(ManagementClass::DECLARING.contains(class), class.has_permit(), "{class}");
        }
    }

    #[test]
    fn codes_come_back_and_others_are_refused() {
        for text in ["01", "33", "336", "3360", "0311", "4620"] {
            assert_eq!(industry(text).to_string(), text);
        }
        assert_eq!(Industry::class(3011), industry("3011"), "a cement works");
        assert_eq!(Industry::class(311), industry("0311"));
        for text in ["", "3", "33600", "+336", "33 ", "C33", "electroplating", "３３", "水泥"] {
            assert!(text.parse::<Industry>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_class_is_within_its_group_and_division() {
        let cement = industry("3011");
        assert_eq!(cement.division(), industry("30"));
        for (other, want) in [("30", true), ("301", true), ("3011", true), ("302", false), ("31", false)] {
            assert_eq!(cement.is_within(industry(other)), want, "{other}");
        }
        assert!(!industry("30").is_within(cement));
        assert!(!industry("01").is_within(industry("10")));
        assert!(industry("4620").treats_wastewater() && industry("462").treats_wastewater());
        assert!(!industry("4610").treats_wastewater() && !industry("46").treats_wastewater());
    }
}
