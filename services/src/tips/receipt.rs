//! Receipt codes: drawn, or worked out from the form that files a tip-off.

use std::fmt;

use domain::tip::ReceiptCode;

use super::Keys;
use crate::{Error, Result, secret};

/// A code that nobody can foresee.
pub(super) fn random_code() -> Result<ReceiptCode> {
    code_from(secret::random())
}

/// The code that 256 random bits stand for. 2^128 is so much more than 10^16 that no code is noticeably more likely
/// than another.
fn code_from(chance: [u8; 32]) -> Result<ReceiptCode> {
    let mut number = chance[..16].iter().fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
    let digits = [0; 16].map(|_: u8| {
        let digit = number % 10;
        number /= 10;
        digit.to_le_bytes()[0]
    });
    ReceiptCode::new(digits).ok_or_else(|| Error::invalid("receipt_code", "a digit is none"))
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
        code_from(keys.digest("receipt code of a form", self.0.as_bytes())?)
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
    fn codes_are_spread_evenly() {
        let mut seen = [0_u32; 10];
        for _ in 0..1_000 {
            for digit in random_code().unwrap().plain().bytes() {
                seen[usize::from(digit - b'0')] += 1;
            }
        }
        // 1,600 each; 200 off is five standard deviations.
        assert!(seen.iter().all(|count| (1_400..1_800).contains(count)), "{seen:?}");
    }

    #[test]
    fn a_form_has_one_code() {
        let (keys, form) = (Keys::passing(), FormKey::generate());
        assert_eq!(form.code(&keys).unwrap(), FormKey::parse(form.expose()).unwrap().code(&keys).unwrap());
        assert_ne!(form.code(&keys).unwrap(), FormKey::generate().code(&keys).unwrap());
    }
}
