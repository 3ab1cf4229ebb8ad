//! The code with which a reporter follows a tip-off without a name.

use std::{fmt, str::FromStr};

use crate::typed;

/// Digits of a code.
const LENGTH: usize = 16;

/// A receipt code (查询码): sixteen digits that only the reporter has. It is not serialised and its `Debug` does not
/// show it, so that it gets into no log and no answer by accident; `Display` does, in groups of four.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ReceiptCode([u8; LENGTH]);

/// A text that is no receipt code. It does not repeat the text, which may be a code but for one digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a receipt code has 16 digits; check the figures and type it again")]
pub struct BadReceiptCode;

impl ReceiptCode {
    /// The code of sixteen random digits, each 0 to 9.
    pub fn new(digits: [u8; LENGTH]) -> Option<Self> {
        digits.iter().all(|digit| *digit < 10).then_some(Self(digits))
    }

    /// The digits without spaces, as they are hashed.
    pub fn plain(&self) -> String {
        self.0.iter().map(|digit| char::from(b'0' + digit)).collect()
    }
}

impl fmt::Display for ReceiptCode {
    /// `1234 5678 9012 3456`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, digit) in self.0.iter().enumerate() {
            let gap = if place > 0 && place % 4 == 0 { " " } else { "" };
            write!(f, "{gap}{digit}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for ReceiptCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReceiptCode(…)")
    }
}

impl FromStr for ReceiptCode {
    type Err = BadReceiptCode;

    /// Takes spaces and dashes anywhere, and full-width digits.
    fn from_str(text: &str) -> Result<Self, BadReceiptCode> {
        let plain = typed::letters_and_digits(text, LENGTH).ok_or(BadReceiptCode)?;
        let digits: [u8; LENGTH] = plain.as_bytes().try_into().map_err(|_| BadReceiptCode)?;
        Self::new(digits.map(|byte| byte.wrapping_sub(b'0'))).ok_or(BadReceiptCode)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn forms_that_people_type() {
        let code: ReceiptCode = "1234567890123456".parse().unwrap();
        assert_eq!((code.to_string().as_str(), code.plain().as_str()), ("1234 5678 9012 3456", "1234567890123456"));
        for text in
            ["1234-5678-9012-3456", " 1234 5678　9012 3456 ", "１２３４５６７８９０１２３４５６", "1234–5678—9012−3456"]
        {
            assert_eq!(text.parse(), Ok(code), "{text}");
        }
        for text in ["", "123456789012345", "12345678901234567", "1234 5678 9012 345a", "一二三四"] {
            assert_eq!(text.parse::<ReceiptCode>(), Err(BadReceiptCode), "{text}");
        }
    }

    #[test]
    fn a_code_gets_into_no_log() {
        assert!(!format!("{:?}", "1234567890123456".parse::<ReceiptCode>()).contains("1234"));
        assert_eq!(ReceiptCode::new([10; LENGTH]), None);
    }

    proptest! {
        #[test]
        fn comes_back(digits in proptest::array::uniform16(0u8..10)) {
            let code = ReceiptCode::new(digits).unwrap();
            prop_assert_eq!(code.to_string().parse(), Ok(code));
            prop_assert_eq!(code.plain().parse(), Ok(code));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,24}") {
            let _parsed = text.parse::<ReceiptCode>();
        }
    }
}
