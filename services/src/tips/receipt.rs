//! What a reporter takes away: above all the receipt code, drawn or worked out from the form that files a tip-off.

use domain::{time::Stamp, tip::ReceiptCode};

use super::Keys;
use crate::{Error, FormKey, Result, secret};

/// What a reporter takes away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// With it the tip-off can be followed. It is shown once: the store has only its digest.
    pub receipt_code: ReceiptCode,
    /// The tip-off's number.
    pub tip_no: String,
    /// By when the reporter is told whether it is taken up.
    pub due_at: Stamp,
}

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

/// The receipt code of the tip-off that this form files by saying this. A form that is sent twice files one tip-off, and
/// both answers show the same code, though the store does not have it.
pub(super) fn code_of(form: &FormKey, said: &[u8], keys: &Keys) -> Result<ReceiptCode> {
    code_from(keys.digest("receipt code of a form", &[form.expose().as_bytes(), said].concat())?)
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
    fn a_form_that_says_the_same_has_one_code() {
        let (keys, form) = (Keys::passing(), FormKey::generate());
        let code = |form: &FormKey, said: &str| code_of(form, said.as_bytes(), &keys).unwrap();
        assert_eq!(code(&form, "a"), code(&form.clone(), "a"));
        assert_ne!(code(&form, "a"), code(&FormKey::generate(), "a"));
        assert_ne!(code(&form, "a"), code(&form, "b"));
    }
}
