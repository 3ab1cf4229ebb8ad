//! The mark of a value (数据标记).

use std::fmt;

/// `-Flag`: under which condition of the instrument a value was made. One character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DataFlag {
    /// `N`: the instrument works normally (正常).
    Normal,
    /// `F`: the *instrument* is out of service (停运); production may well go on.
    OutOfService,
    /// `M`: made during maintenance (维护).
    Maintenance,
    /// `S`: a set value entered by hand (手工输入).
    Manual,
    /// `D`: the instrument has a fault (故障).
    Fault,
    /// `C`: calibrating (校准).
    Calibrating,
    /// `T`: above the upper range (超测量上限).
    AboveRange,
    /// `B`: instrument and logger do not reach each other (通讯异常).
    NoCommunication,
    /// Any other character, kept as it came.
    Other(char),
}

impl DataFlag {
    /// The character on the wire.
    pub const fn letter(self) -> char {
        match self {
            Self::Normal => 'N',
            Self::OutOfService => 'F',
            Self::Maintenance => 'M',
            Self::Manual => 'S',
            Self::Fault => 'D',
            Self::Calibrating => 'C',
            Self::AboveRange => 'T',
            Self::NoCommunication => 'B',
            Self::Other(letter) => letter,
        }
    }

    /// Whether the standard knows the character.
    pub const fn is_known(self) -> bool {
        !matches!(self, Self::Other(_))
    }

    /// Reads a text of exactly one character.
    pub fn parse(text: &str) -> Option<Self> {
        let mut letters = text.chars();
        let letter = letters.next()?;
        letters.next().is_none().then(|| Self::from(letter))
    }
}

impl From<char> for DataFlag {
    fn from(letter: char) -> Self {
        match letter {
            'N' => Self::Normal,
            'F' => Self::OutOfService,
            'M' => Self::Maintenance,
            'S' => Self::Manual,
            'D' => Self::Fault,
            'C' => Self::Calibrating,
            'T' => Self::AboveRange,
            'B' => Self::NoCommunication,
            other => Self::Other(other),
        }
    }
}

impl fmt::Display for DataFlag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.letter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_reads_back() {
        for letter in "NFMSDCTBXn0".chars() {
            assert_eq!(DataFlag::from(letter).letter(), letter);
            assert_eq!(DataFlag::from(letter).is_known(), "NFMSDCTB".contains(letter));
        }
        assert_eq!(DataFlag::parse("N"), Some(DataFlag::Normal));
        assert_eq!(DataFlag::parse("NN"), None);
        assert_eq!(DataFlag::parse(""), None);
    }
}
