//! Which edition of the standard a packet follows.

use std::{fmt, str::FromStr};

use thiserror::Error;

/// An edition of HJ 212, as told by the version bits of [`Flag`](crate::Flag).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edition {
    /// HJ/T 212-2005 and its habits: short codes, MN of 14 characters, QN and Flag often absent.
    E2005,
    /// HJ 212-2017.
    E2017,
    /// HJ 212-2025.
    E2025,
}

impl Edition {
    /// The six version bits, not shifted: 0, 1 or 2.
    pub const fn version(self) -> u8 {
        match self {
            Self::E2005 => 0,
            Self::E2017 => 1,
            Self::E2025 => 2,
        }
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::E2005 => "2005",
            Self::E2017 => "2017",
            Self::E2025 => "2025",
        })
    }
}

/// The text names no edition.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is no edition of HJ 212; write 2005, 2017 or 2025")]
pub struct UnknownEdition(pub String);

impl FromStr for Edition {
    type Err = UnknownEdition;

    fn from_str(text: &str) -> Result<Self, UnknownEdition> {
        match text {
            "2005" => Ok(Self::E2005),
            "2017" => Ok(Self::E2017),
            "2025" => Ok(Self::E2025),
            _ => Err(UnknownEdition(text.to_owned())),
        }
    }
}
