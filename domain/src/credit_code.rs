//! The unified social credit code (统一社会信用代码, GB 32100-2015).

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The 31 characters of the code, in the order of their values; I, O, S, V and Z are left out.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// The weight of each of the first 17 places: 3^place modulo 31.
const WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// A credit code whose check character is right: 18 characters of ASCII.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "sea-orm", sea_orm(value_type = "String"))]
pub struct CreditCode([u8; 18]);

/// Why a text is no credit code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize)]
pub enum BadCreditCode {
    /// The text does not have 18 characters.
    #[error("a credit code has 18 characters, this has {0}")]
    Length(usize),
    /// A character that the code never uses.
    #[error("`{0}` does not occur in credit codes (they use digits and capital letters without I, O, S, V, Z)")]
    Character(char),
    /// The last character does not fit the others: most likely a typing mistake.
    #[error("the check character is wrong: one of the characters was mistyped")]
    Check,
}

impl CreditCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Completes 17 characters with their check character.
    pub fn complete(first_17: &str) -> Result<Self, BadCreditCode> {
        let count = first_17.chars().count();
        if count != 17 {
            return Err(BadCreditCode::Length(count + 1));
        }
        let mut code = [0; 18];
        for (place, c) in code.iter_mut().zip(first_17.chars()) {
            *place = ALPHABET[value(c)? as usize];
        }
        code[17] = check_character(&code[..17])?;
        Ok(Self(code))
    }
}

/// The value of a character, 0 to 30.
fn value(c: char) -> Result<u32, BadCreditCode> {
    let found = ALPHABET.iter().position(|&a| char::from(a) == c);
    found.and_then(|v| u32::try_from(v).ok()).ok_or(BadCreditCode::Character(c))
}

fn check_character(first_17: &[u8]) -> Result<u8, BadCreditCode> {
    let mut sum = 0;
    for (&byte, weight) in first_17.iter().zip(WEIGHTS) {
        sum += value(char::from(byte))? * weight;
    }
    Ok(ALPHABET[((31 - sum % 31) % 31) as usize])
}

impl FromStr for CreditCode {
    type Err = BadCreditCode;

    fn from_str(text: &str) -> Result<Self, BadCreditCode> {
        let count = text.chars().count();
        if count != 18 {
            return Err(BadCreditCode::Length(count));
        }
        if let Some(odd) = text.chars().find(|&c| value(c).is_err()) {
            return Err(BadCreditCode::Character(odd));
        }
        let code = Self::complete(&text[..17])?;
        if code.as_str() == text { Ok(code) } else { Err(BadCreditCode::Check) }
    }
}

impl TryFrom<String> for CreditCode {
    type Error = BadCreditCode;

    fn try_from(text: String) -> Result<Self, BadCreditCode> {
        text.parse()
    }
}

impl From<CreditCode> for String {
    fn from(code: CreditCode) -> Self {
        code.as_str().to_owned()
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CreditCode({self})")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_standards_worked_example() {
        // GB 32100-2015 works the check character of this code out as 3 (and prints it with another one).
        assert_eq!(CreditCode::complete("91350100M000100Y4").unwrap().as_str(), "91350100M000100Y43");
        assert!("91350100M000100Y43".parse::<CreditCode>().is_ok());
    }

    #[test]
    fn says_what_is_wrong() {
        assert_eq!("".parse::<CreditCode>(), Err(BadCreditCode::Length(0)));
        assert_eq!("91350100M000100Y44".parse::<CreditCode>(), Err(BadCreditCode::Check));
        assert_eq!("91350100M000100YO3".parse::<CreditCode>(), Err(BadCreditCode::Character('O')));
        assert_eq!("91350100M000100Y4３".parse::<CreditCode>(), Err(BadCreditCode::Character('３')));
    }

    proptest! {
        #[test]
        fn one_wrong_character_is_always_caught(first in "[0-9A-HJ-NPQRTUWXY]{17}", place in 0usize..18, other in 0usize..31) {
            let code = CreditCode::complete(&first).unwrap();
            let mut bytes = code.as_str().as_bytes().to_vec();
            prop_assume!(bytes[place] != ALPHABET[other]);
            bytes[place] = ALPHABET[other];
            let damaged = String::from_utf8(bytes).unwrap();
            prop_assert_eq!(damaged.parse::<CreditCode>(), Err(BadCreditCode::Check));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,20}") {
            let _parsed = text.parse::<CreditCode>();
        }
    }
}
