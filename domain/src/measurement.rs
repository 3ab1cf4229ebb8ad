//! What an on-line monitor sent, as the portal keeps it.

use serde::{Deserialize, Serialize};

use crate::time::{DAY, HOUR, MINUTE, Stamp};

text_enum! {
    /// The period that a value stands for.
    pub enum Interval {
        /// An instant (HJ 212 command 2011).
        Realtime = "realtime",
        /// Normally ten minutes (2051).
        Minute = "minute",
        /// Five minutes, of the temperature of a furnace (2111, edition of 2025).
        FiveMinutes = "five-minutes",
        /// An hour (2061).
        Hour = "hour",
        /// A day (2031).
        Day = "day",
    }
}

impl Interval {
    /// Whether a period that began at `at` goes on at `now`. An instant does not last, and minute means may be of a single
    /// minute (HJ 212-2017, `MinInterval`).
    pub fn is_running(self, at: Stamp, now: Stamp) -> bool {
        let least = match self {
            Self::Realtime => return false,
            Self::Minute => MINUTE,
            Self::FiveMinutes => 5 * MINUTE,
            Self::Hour => HOUR,
            Self::Day => DAY,
        };
        at.plus(least) > now
    }
}

/// The one-letter mark on a value: the logger's own (HJ 212-2017, table 8), or one of the portal's, which no edition of
/// HJ 212 uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "sea-orm", sea_orm(value_type = "String"))]
pub struct DataFlag(u8);

impl DataFlag {
    /// The instrument works normally.
    pub const NORMAL: Self = Self(b'N');
    /// The portal's: the logger says that all is well, and the value cannot be.
    pub const IMPLAUSIBLE: Self = Self(b'!');
    /// The portal's: the logger sent no mark, although its edition asks for one.
    pub const UNMARKED: Self = Self(b'-');
    /// The portal's: a mark that is none.
    pub const UNREADABLE: Self = Self(b'?');
    /// The portal's: a mean of a period that had not ended when it came.
    pub const UNFINISHED: Self = Self(b'~');
    /// The portal's: the figure is not of the kind that its data are about: an instant value in data of an hour or a day,
    /// or a mean in real-time data.
    pub const OTHER_KIND: Self = Self(b'*');
    /// The portal's: `P` of the 2005 edition, a power failure (电源故障). No later edition knows the letter.
    pub const POWER_FAILURE: Self = Self(b'p');
    /// The portal's: `F` of the 2005 edition, where it says that the source is out of operation (排放源停运). Since 2017
    /// `F` says that the instrument is.
    pub const SOURCE_STOPPED: Self = Self(b'f');

    /// The portal's own marks.
    pub const OWN: [Self; 7] = [
        Self::IMPLAUSIBLE,
        Self::UNMARKED,
        Self::UNREADABLE,
        Self::UNFINISHED,
        Self::OTHER_KIND,
        Self::POWER_FAILURE,
        Self::SOURCE_STOPPED,
    ];

    /// A mark; only printable ASCII occurs on the wire.
    pub fn new(letter: char) -> Option<Self> {
        letter.is_ascii_graphic().then(|| Self(u8::try_from(letter).unwrap_or(b'?')))
    }

    /// The letter.
    pub fn letter(self) -> char {
        char::from(self.0)
    }

    /// A logger's mark; a letter that the portal uses for its own marks is none of the logger's.
    pub fn sent(letter: char) -> Self {
        Self::new(letter).filter(|flag| !Self::OWN.contains(flag)).unwrap_or(Self::UNREADABLE)
    }

    /// Whether a value with this mark may be judged and summed: N only, as practice has it (manual values, S, would
    /// need an approval; from memory, verify).
    pub fn is_valid(self) -> bool {
        self == Self::NORMAL
    }

    /// Whether the logger says nothing against the value, so that the portal's doubt is the only word about it.
    pub fn says_nothing(self) -> bool {
        [Self::NORMAL, Self::UNMARKED].contains(&self)
    }

    /// Whether the portal doubts the value: it cannot be, the period had not ended, or it is none of the kind that belongs
    /// there. Such a value never stands in for a better one.
    pub fn is_doubted(self) -> bool {
        [Self::IMPLAUSIBLE, Self::UNFINISHED, Self::OTHER_KIND].contains(&self)
    }

    /// The mark T: the analyser was at the end of its range. The figure is not judged, and it is not hidden either: the
    /// concentration was no lower than the range.
    pub fn is_above_range(self) -> bool {
        self.0 == b'T'
    }
}

impl std::fmt::Display for DataFlag {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.letter())
    }
}

impl std::str::FromStr for DataFlag {
    type Err = crate::UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut letters = text.chars();
        match (letters.next().and_then(Self::new), letters.next()) {
            (Some(flag), None) => Ok(flag),
            _ => Err(crate::UnknownWord { kind: "data flag", word: text.to_owned() }),
        }
    }
}

impl TryFrom<String> for DataFlag {
    type Error = crate::UnknownWord;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<DataFlag> for String {
    fn from(flag: DataFlag) -> Self {
        flag.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_runs_until_it_has_ended() {
        let at = Stamp(0);
        for (interval, length) in [(Interval::Minute, MINUTE), (Interval::Hour, HOUR), (Interval::Day, DAY)] {
            assert!(interval.is_running(at, Stamp(length - 1)), "{interval}");
            assert!(!interval.is_running(at, Stamp(length)), "{interval}");
        }
        assert!(!Interval::Realtime.is_running(at, Stamp(-1)));
    }

    #[test]
    fn only_normal_values_count() {
        for letter in "FMSDCTB".chars() {
            assert!(!DataFlag::new(letter).unwrap().is_valid(), "{letter}");
        }
        for own in DataFlag::OWN {
            assert!(!own.is_valid());
            assert_eq!(DataFlag::sent(own.letter()), DataFlag::UNREADABLE, "no logger sends the portal's marks");
        }
        assert_eq!((DataFlag::sent('N'), DataFlag::sent('正')), (DataFlag::NORMAL, DataFlag::UNREADABLE));
        assert!("N".parse::<DataFlag>().unwrap().is_valid());
        for text in ["", "NN", "é", " "] {
            assert!(text.parse::<DataFlag>().is_err(), "{text:?}");
        }
    }
}
