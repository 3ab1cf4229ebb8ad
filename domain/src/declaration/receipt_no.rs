//! The number on a receipt, made to be read out over the telephone.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{quarter::Quarter, typed};

/// The largest number of a quarter.
const LARGEST: u32 = 999_999;

/// The quasigroup of order ten of Damm (2004): it notices every wrong digit and every swap of neighbours.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/// A receipt's number, written `SB2026Q3-000123-c`: quarter, running number in it, check digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "sea-orm", sea_orm(value_type = "String"))]
pub struct ReceiptNo {
    quarter: Quarter,
    number: u32,
}

/// A text that is no receipt number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadReceiptNo {
    /// Not of the form.
    #[error("`{0}` is not a receipt number; they look like SB2026Q3-000123-3")]
    Form(String),
    /// The check digit does not fit.
    #[error("a digit of `{0}` was mistyped: the check digit does not fit")]
    Check(String),
}

impl ReceiptNo {
    /// The number-th receipt (1 to 999,999) of a quarter.
    pub fn new(quarter: Quarter, number: u32) -> Option<Self> {
        (1..=LARGEST).contains(&number).then_some(Self { quarter, number })
    }

    /// The quarter.
    pub const fn quarter(self) -> Quarter {
        self.quarter
    }

    /// The running number in the quarter.
    pub const fn number(self) -> u32 {
        self.number
    }

    fn check(self) -> u8 {
        let digits = format!("{:04}{}{:06}", self.quarter.year(), self.quarter.number(), self.number);
        digits.bytes().fold(0, |interim, digit| DAMM[usize::from(interim)][usize::from(digit - b'0')])
    }
}

impl fmt::Display for ReceiptNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SB{}-{:06}-{}", self.quarter, self.number, self.check())
    }
}

impl FromStr for ReceiptNo {
    type Err = BadReceiptNo;

    /// Takes small letters, full-width characters, any dashes and spaces.
    fn from_str(text: &str) -> Result<Self, BadReceiptNo> {
        let bad = || BadReceiptNo::Form(text.to_owned());
        let plain = typed::letters_and_digits(text, 15).ok_or_else(bad)?.to_ascii_uppercase();
        let parts = plain.strip_prefix("SB").filter(|rest| rest.len() == 13).ok_or_else(bad)?;
        let (quarter, digits) = parts.split_at(6);
        let quarter = quarter.parse().map_err(|_| bad())?;
        let (number, check) = digits.split_at(6);
        let number = number.parse().map_err(|_| bad())?;
        let receipt = Self::new(quarter, number).ok_or_else(bad)?;
        let check: u8 = check.parse().map_err(|_| bad())?;
        (receipt.check() == check).then_some(receipt).ok_or_else(|| BadReceiptNo::Check(text.to_owned()))
    }
}

impl TryFrom<String> for ReceiptNo {
    type Error = BadReceiptNo;

    fn try_from(text: String) -> Result<Self, BadReceiptNo> {
        text.parse()
    }
}

impl From<ReceiptNo> for String {
    fn from(receipt: ReceiptNo) -> Self {
        receipt.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn receipt() -> impl Strategy<Value = ReceiptNo> {
        let quarter = (2000u16..3000, 1u8..5).prop_map(|(year, number)| Quarter::new(year, number).unwrap());
        (quarter, 1..=LARGEST).prop_map(|(quarter, number)| ReceiptNo::new(quarter, number).unwrap())
    }

    #[test]
    fn forms_that_people_type() {
        let receipt = ReceiptNo::new("2026Q3".parse().unwrap(), 123).unwrap();
        assert_eq!(receipt.to_string(), "SB2026Q3-000123-3");
        for text in
            ["SB2026Q3-000123-3", " sb2026q3 000123 3", "ＳＢ２０２６Ｑ３－０００１２３－３", "SB2026Q3—0001233"]
        {
            assert_eq!(text.parse(), Ok(receipt), "{text}");
        }
        for text in ["", "SB2026Q3-000123", "SB2026Q5-000123-3", "SB2026Q3-000000-0", "SB2026Q3-000123-3-8", "收据"] {
            assert!(matches!(text.parse::<ReceiptNo>(), Err(BadReceiptNo::Form(_))), "{text}");
        }
    }

    proptest! {
        #[test]
        fn comes_back(receipt in receipt()) {
            prop_assert_eq!(receipt.to_string().parse(), Ok(receipt));
        }

        #[test]
        fn a_wrong_digit_and_a_swap_are_noticed(receipt in receipt(), place in 0usize..17, digit in b'0'..=b'9') {
            let written = receipt.to_string().into_bytes();
            prop_assume!(written[place].is_ascii_digit() && written[place] != digit);
            let mut wrong = written.clone();
            wrong[place] = digit;
            prop_assert!(String::from_utf8(wrong).unwrap().parse::<ReceiptNo>().is_err());
            if place + 1 < written.len() && written[place + 1].is_ascii_digit() && written[place] != written[place + 1] {
                let mut swapped = written;
                swapped.swap(place, place + 1);
                prop_assert!(String::from_utf8(swapped).unwrap().parse::<ReceiptNo>().is_err());
            }
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,24}") {
            let _parsed = text.parse::<ReceiptNo>();
        }
    }
}
