//! The receipt code: all that a reporter needs, and all that there is.

use std::fmt;

use super::Keys;
use crate::{Result, secret};

/// How many codes there are.
const CODES: u128 = 10_u128.pow(16);

/// A receipt code: 16 digits.
#[derive(Clone, PartialEq, Eq)]
pub struct ReceiptCode(String);

impl ReceiptCode {
    fn from_chance(chance: [u8; 32]) -> Self {
        let (high, _) = chance.split_at(16);
        // 2^128 is so much more than 10^16 that no code is noticeably more likely than another.
        let number = high.iter().fold(0_u128, |number, byte| number << 8 | u128::from(*byte)) % CODES;
        Self(format!("{number:016}"))
    }

    pub(super) fn random() -> Self {
        Self::from_chance(secret::random())
    }

    /// Reads what somebody typed: 16 digits, with spaces and dashes anywhere.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        (digits.len() == 16 && digits.bytes().all(|b| b.is_ascii_digit())).then_some(Self(digits))
    }

    /// The 16 digits. For the page that shows them to the reporter, for nothing else.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ReceiptCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReceiptCode(…)")
    }
}

/// The key of one form: drawn when the form is shown, sent along with it. A form that is sent twice files one tip-off,
/// and both answers show the same receipt code, though the store does not have it.
#[derive(Clone, PartialEq, Eq)]
pub struct FormKey(String);

impl FormKey {
    /// A key for a form that is about to be shown.
    pub fn generate() -> Self {
        Self(secret::hex(&secret::random()))
    }

    /// Reads the hidden field.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        plain.then(|| Self(text.to_owned()))
    }

    /// The value of the hidden field.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The receipt code of the tip-off that this form files.
    pub(super) fn code(&self, keys: &Keys) -> Result<ReceiptCode> {
        Ok(ReceiptCode::from_chance(keys.digest("receipt code of a form", self.0.as_bytes())?))
    }
}

impl fmt::Debug for FormKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FormKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_typed_in_many_ways() {
        let code = ReceiptCode::parse("1234567890123456").unwrap();
        for text in ["1234 5678 9012 3456", " 1234-5678-9012-3456 ", "1234\u{3000}567890123456"] {
            assert_eq!(ReceiptCode::parse(text).as_ref(), Some(&code), "{text}");
        }
        for text in ["", "123456789012345", "12345678901234567", "123456789012345x", "１２３４567890123456"] {
            assert_eq!(ReceiptCode::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_form_has_one_code() {
        let (keys, form) = (Keys::passing(), FormKey::generate());
        assert_eq!(form.code(&keys).unwrap(), FormKey::parse(form.expose()).unwrap().code(&keys).unwrap());
        assert_ne!(form.code(&keys).unwrap(), FormKey::generate().code(&keys).unwrap());
        assert_eq!(ReceiptCode::random().expose().len(), 16);
    }
}
