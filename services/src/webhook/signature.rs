//! What proves that a message came from the portal, and when.

use domain::time::{SECOND, Stamp};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The header that carries the signature: `t=1795500000,v1=…`.
pub const HEADER: &str = "mingjian-signature";

/// The value of the header: seconds since 1970, and HMAC-SHA256 of `SECONDS.BODY` under the shared secret, in lower-case
/// hexadecimal. Who receives it makes the same, compares all of it, and drops what is older than a few minutes.
pub fn sign(secret: &[u8], at: Stamp, body: &str) -> String {
    let seconds = at.0.div_euclid(SECOND);
    // HMAC takes keys of every length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else { return String::new() };
    mac.update(format!("{seconds}.{body}").as_bytes());
    format!("t={seconds},v1={}", hex::encode(mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed with `openssl dgst -sha256 -hmac`.
    #[test]
    fn another_program_makes_the_same_signature() {
        let signed = sign(b"a secret of the city, long enough", Stamp(1_795_500_000_123), r#"{"id":1}"#);
        assert_eq!(signed, "t=1795500000,v1=b94df008e384baeab437e6ca6ab8e7787fab47c61c856b74ab4d04ac7bd05c6c");
    }

    #[test]
    fn every_part_counts() {
        let signed = |secret: &[u8], seconds: i64, body| sign(secret, Stamp(seconds * SECOND), body);
        let one = signed(b"a", 1, "x");
        assert!([signed(b"b", 1, "x"), signed(b"a", 2, "x"), signed(b"a", 1, "y")].iter().all(|other| *other != one));
    }
}
