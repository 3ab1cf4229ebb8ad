//! An outlet (排放口): the place at which a limit applies and a monitor stands.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

text_enum! {
    /// What leaves through an outlet.
    pub enum OutletKind {
        /// Wastewater; permit codes `DW…`.
        Water = "water",
        /// Waste gas; permit codes `DA…`.
        Air = "air",
    }
}

text_enum! {
    /// Where wastewater or gas goes from an outlet.
    pub enum Discharge {
        /// Straight to a water body or the air.
        Direct = "direct",
        /// Through the municipal sewer to a public treatment plant.
        Sewer = "sewer",
        /// To a plant that serves one park or one trade.
        Dedicated = "dedicated",
        /// From a workshop to the enterprise's own plant; class-one metals are judged here.
        Workshop = "workshop",
    }
}

text_enum! {
    /// The class of the zone (环境空气功能区) into which waste gas goes (GB 3095-2012, 4.1): stored by its name in Chinese,
    /// as permits state it in place of a water body.
    pub enum AirZone {
        /// Nature reserves, scenic areas and what else needs special protection (一类区).
        First = "环境空气一类功能区",
        /// Where people live, trade and work, towns and villages (二类区).
        Second = "环境空气二类功能区",
    }
}

/// What receives the wastewater or gas of an outlet, as its permit states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Receiving {
    /// The air of a zone.
    Air(AirZone),
    /// A water body or a plant, by its name in Chinese.
    Body(String),
}

impl Receiving {
    /// What a register states; none where it states nothing. However a zone is written, it is that zone.
    pub fn of(stated: &str) -> Option<Self> {
        let stated = stated.trim();
        let zone = match stated {
            "" => return None,
            "一类区" | "一类功能区" | "环境空气一类区" | "环境空气功能区一类区" => {
                Some(AirZone::First)
            }
            "二类区" | "二类功能区" | "环境空气二类区" | "环境空气功能区二类区" => {
                Some(AirZone::Second)
            }
            other => other.parse().ok(),
        };
        Some(zone.map_or_else(|| Self::Body(stated.to_owned()), Self::Air))
    }
}

/// Its name in Chinese.
impl fmt::Display for Receiving {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Air(zone) => zone.fmt(f),
            Self::Body(name) => f.pad(name),
        }
    }
}

/// An outlet's code as in its permit: `DW` or `DA` and three digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "sea-orm", sea_orm(value_type = "String"))]
pub struct OutletCode {
    kind: OutletKind,
    number: u16,
}

impl OutletCode {
    /// The outlet numbered `number` (1 to 999) of a kind.
    pub fn new(kind: OutletKind, number: u16) -> Option<Self> {
        (1..=999).contains(&number).then_some(Self { kind, number })
    }

    /// Water or air, as the code says.
    pub const fn kind(self) -> OutletKind {
        self.kind
    }
}

impl fmt::Display for OutletCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letters = match self.kind {
            OutletKind::Water => "DW",
            OutletKind::Air => "DA",
        };
        write!(f, "{letters}{:03}", self.number)
    }
}

impl fmt::Debug for OutletCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OutletCode({self})")
    }
}

/// A text that is no outlet code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an outlet code; permits write DW001 for water and DA001 for air")]
pub struct BadOutletCode(String);

impl FromStr for OutletCode {
    type Err = BadOutletCode;

    fn from_str(text: &str) -> Result<Self, BadOutletCode> {
        let bad = || BadOutletCode(text.to_owned());
        let (kind, digits) = match text.get(..2) {
            Some("DW") => (OutletKind::Water, &text[2..]),
            Some("DA") => (OutletKind::Air, &text[2..]),
            _ => return Err(bad()),
        };
        let three_digits = digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit());
        let number = three_digits.then(|| digits.parse().ok()).flatten();
        number.and_then(|n| Self::new(kind, n)).ok_or_else(bad)
    }
}

impl TryFrom<String> for OutletCode {
    type Error = BadOutletCode;

    fn try_from(text: String) -> Result<Self, BadOutletCode> {
        text.parse()
    }
}

impl From<OutletCode> for String {
    fn from(code: OutletCode) -> Self {
        code.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_known_however_it_is_written() {
        let air = |zone| Some(Receiving::Air(zone));
        for (stated, want) in [
            ("环境空气一类功能区", air(AirZone::First)),
            ("环境空气二类功能区", air(AirZone::Second)),
            (" 二类区 ", air(AirZone::Second)),
            ("环境空气功能区二类区", air(AirZone::Second)),
            ("样溪河", Some(Receiving::Body("样溪河".to_owned()))),
            ("二类水体", Some(Receiving::Body("二类水体".to_owned()))),
            (" ", None),
        ] {
            assert_eq!(Receiving::of(stated), want, "{stated}");
            let said = want.map(|receiving| receiving.to_string());
            assert_eq!(said.as_deref().and_then(Receiving::of), Receiving::of(stated), "{stated}");
        }
    }

    #[test]
    fn codes_come_back_and_others_are_refused() {
        for text in ["DW001", "DA999"] {
            assert_eq!(text.parse::<OutletCode>().unwrap().to_string(), text);
        }
        for text in ["", "DW", "DW000", "DW1", "DW0001", "dw001", "DX001", "DW+01", "水001", "DW００１"] {
            assert!(text.parse::<OutletCode>().is_err(), "{text}");
        }
    }
}
