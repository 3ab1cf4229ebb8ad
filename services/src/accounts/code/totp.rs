//! Codes that change each half minute: RFC 6238 with SHA-1, 6 digits and 30 seconds, which every authenticator knows.

use domain::time::Stamp;
use totp_rs::{Builder, Secret, Totp};

use crate::{Error, Result, secret};

/// Bytes of a secret: 160 bits, as RFC 4226 recommends.
pub const SECRET: usize = 20;
/// Digits of a code.
const DIGITS: u8 = 6;
/// Seconds for which a code is shown.
const STEP: u64 = 30;
/// How many steps before and after the present one are taken too, for clocks that are not quite right.
const SKEW: u16 = 1;
/// What an authenticator calls the portal.
const ISSUER: &str = "Mingjian";

/// A new secret.
pub(in crate::accounts) fn new_secret() -> [u8; SECRET] {
    let mut secret = [0; SECRET];
    secret.copy_from_slice(&secret::random()[..SECRET]);
    secret
}

fn totp(secret: &[u8]) -> Result<Totp> {
    let built = Builder::new()
        .with_digits(DIGITS)
        .with_skew(SKEW)
        .with_step_duration(STEP)
        .with_secret(Secret::from(secret))
        .build();
    built.map_err(|refused| Error::Key(format!("a second factor cannot be computed: {refused}")))
}

fn seconds(now: Stamp) -> u64 {
    u64::try_from(now.0 / 1_000).unwrap_or_default()
}

/// The step whose code this is, among those that are taken now; none where it is no code of this secret.
pub(in crate::accounts) fn step_of(secret: &[u8], code: &str, now: Stamp) -> Result<Option<i64>> {
    let plain: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let step = totp(secret)?.check(&plain, seconds(now));
    Ok(step.and_then(|step| i64::try_from(step).ok()))
}

/// The code of a secret at a moment: what an authenticator shows.
///
/// # Errors
/// [`Error::Key`] for a secret that is too short.
pub fn code_at(secret: &[u8], now: Stamp) -> Result<String> {
    Ok(totp(secret)?.generate(seconds(now)).to_string())
}

/// The secret as an authenticator takes it by hand.
pub(in crate::accounts) fn in_base32(secret: &[u8]) -> String {
    Secret::from(secret).to_base32()
}

/// The secret as an authenticator takes it from a QR code. A login has no characters that would have to be escaped, but `@`,
/// which may stand there.
pub(in crate::accounts) fn address(login: &str, secret: &[u8]) -> String {
    format!("otpauth://totp/{ISSUER}:{login}?secret={}&issuer={ISSUER}", in_base32(secret))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B (SHA-1), the last six of its eight digits.
    const SAMPLES: [(i64, &str); 6] = [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ];
    const KEY: &[u8; SECRET] = b"12345678901234567890";

    #[test]
    fn the_samples_of_the_standard() {
        for (second, code) in SAMPLES {
            let now = Stamp(second * 1_000);
            assert_eq!(code_at(KEY, now).unwrap(), code, "{second}");
            assert_eq!(step_of(KEY, code, now).unwrap(), Some(second / 30), "{second}");
        }
    }

    #[test]
    fn a_clock_may_be_a_step_off_and_no_more() {
        let code = code_at(KEY, Stamp(1_111_111_111_000)).unwrap();
        let at = |steps: i64| step_of(KEY, &code, Stamp(1_111_111_111_000 + steps * 30_000)).unwrap();
        let want = 1_111_111_111 / 30;
        assert_eq!([at(-2), at(-1), at(0), at(1), at(2)], [None, Some(want), Some(want), Some(want), None]);
        for other in ["", "05047", "0504711", "abcdef", "０５０４７１"] {
            assert_eq!(step_of(KEY, other, Stamp(1_111_111_111_000)).unwrap(), None, "{other}");
        }
        assert_eq!(step_of(KEY, "050 471", Stamp(1_111_111_111_000)).unwrap(), Some(want), "as it is shown");
    }

    #[test]
    fn an_authenticator_can_read_the_address() {
        assert_eq!(in_base32(KEY), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        let want = "otpauth://totp/Mingjian:wen?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Mingjian";
        assert_eq!(address("wen", KEY), want);
        assert_ne!(new_secret(), new_secret());
    }
}
