//! The packet flag (拆分包及应答标志): `V5 V4 V3 V2 V1 V0 D A`.

use std::fmt;

use crate::Edition;

const ANSWER: u8 = 0b01;
const SPLIT: u8 = 0b10;

/// The header field `Flag`, 0 to 255.
///
/// | edition | none | answer | split | split and answer |
/// |---|---|---|---|---|
/// | 2005 | 0 | 1 | 2 | 3 |
/// | 2017 | 4 | 5 | 6 | 7 |
/// | 2025 | 8 | 9 | 10 | 11 |
///
/// ```
/// use hj212::{Edition, Flag};
/// let flag = Flag::new(Edition::E2017).with_answer();
/// assert_eq!(flag.bits(), 5);
/// assert!(flag.wants_answer() && !flag.is_split());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Flag(u8);

impl Flag {
    /// The flag of an edition with neither answer nor split bit.
    pub const fn new(edition: Edition) -> Self {
        Self(edition.version() << 2)
    }

    /// Any byte as it came.
    pub const fn from_bits(bits: u8) -> Self {
        Self(bits)
    }

    /// The byte as it goes on the wire.
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// The same flag, asking for an answer.
    #[must_use]
    pub const fn with_answer(self) -> Self {
        Self(self.0 | ANSWER)
    }

    /// The same flag, announcing PNUM and PNO.
    #[must_use]
    pub const fn with_split(self) -> Self {
        Self(self.0 | SPLIT)
    }

    /// The edition alone: the flag that an answer carries.
    #[must_use]
    pub const fn of_answer(self) -> Self {
        Self(self.0 & !(ANSWER | SPLIT))
    }

    /// Whether the sender waits for an answer (bit A).
    pub const fn wants_answer(self) -> bool {
        self.0 & ANSWER != 0
    }

    /// Whether PNUM and PNO are announced (bit D).
    pub const fn is_split(self) -> bool {
        self.0 & SPLIT != 0
    }

    /// The edition that the version bits name; `None` for versions not yet published.
    pub const fn edition(self) -> Option<Edition> {
        match self.0 >> 2 {
            0 => Some(Edition::E2005),
            1 => Some(Edition::E2017),
            2 => Some(Edition::E2025),
            _ => None,
        }
    }
}

impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(Edition::E2005, [0, 1, 2, 3])]
    #[case(Edition::E2017, [4, 5, 6, 7])]
    #[case(Edition::E2025, [8, 9, 10, 11])]
    fn the_table_of_the_standard(#[case] edition: Edition, #[case] bits: [u8; 4]) {
        let flag = Flag::new(edition);
        let built = [flag, flag.with_answer(), flag.with_split(), flag.with_split().with_answer()];
        assert_eq!(built.map(Flag::bits), bits);
        for flag in built {
            assert_eq!(flag.edition(), Some(edition));
            assert_eq!(flag.of_answer(), Flag::new(edition));
        }
        assert_eq!(built.map(Flag::wants_answer), [false, true, false, true]);
        assert_eq!(built.map(Flag::is_split), [false, false, true, true]);
    }

    #[test]
    fn a_later_version_has_no_edition() {
        assert_eq!(Flag::from_bits(12).edition(), None);
    }
}
