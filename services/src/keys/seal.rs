//! Closing and opening single values.

use aes_gcm_siv::{
    Aes256GcmSiv, Key, Nonce,
    aead::{Aead, KeyInit, Payload},
};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::Keys;
use crate::{Error, Result};

const NONCE: usize = 12;

/// What is encrypted. Each column has a key of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    TipBody,
    TipContact,
    MessageBody,
    PhotoImage,
    SecondFactorSecret,
}

impl Column {
    /// All of them.
    pub(super) const ALL: [Self; 5] =
        [Self::TipBody, Self::TipContact, Self::MessageBody, Self::PhotoImage, Self::SecondFactorSecret];

    /// Its table and its field.
    pub(super) fn place(self) -> (&'static str, &'static str) {
        self.name().split_once('.').unwrap_or_default()
    }

    /// Its name. Part of what is stored: never change one.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::TipBody => "tip.body",
            Self::TipContact => "tip.contact",
            Self::MessageBody => "tip_message.body",
            Self::PhotoImage => "tip_photo.image",
            Self::SecondFactorSecret => "second_factor.secret",
        }
    }
}

impl Keys {
    /// Encrypts the value of a column of row `row`: key number, nonce, AES-256-GCM-SIV. It opens there and nowhere
    /// else, so values cannot be swapped behind the portal's back.
    pub(crate) fn seal(&self, column: Column, row: i64, plain: &[u8]) -> Result<Vec<u8>> {
        let number = self.newest();
        let nonce: [u8; NONCE] = rand::random();
        let place = place(column, row);
        let payload = Payload { msg: plain, aad: place.as_bytes() };
        let closed = self.cipher(number, column)?.encrypt(&Nonce::from(nonce), payload);
        let closed = closed.map_err(|_too_long| Error::Key("a value is too long to be encrypted".to_owned()))?;
        Ok([&[number], nonce.as_slice(), &closed].concat())
    }

    /// Decrypts what [`seal`](Self::seal) closed.
    pub(crate) fn unseal(&self, column: Column, row: i64, sealed: &[u8]) -> Result<Vec<u8>> {
        let broken =
            || Error::Key(format!("{} of row {row} does not open with the keys in the key file", column.name()));
        let (&number, rest) = sealed.split_first().ok_or_else(broken)?;
        let (nonce, closed) = rest.split_first_chunk::<NONCE>().ok_or_else(broken)?;
        let place = place(column, row);
        let payload = Payload { msg: closed, aad: place.as_bytes() };
        self.cipher(number, column)?.decrypt(&Nonce::from(*nonce), payload).map_err(|_forged| broken())
    }

    fn cipher(&self, number: u8, column: Column) -> Result<Aes256GcmSiv> {
        Ok(Aes256GcmSiv::new(&Key::<Aes256GcmSiv>::from(self.derive(number, column.name())?)))
    }
}

fn place(column: Column, row: i64) -> String {
    format!("{}/{row}", column.name())
}

/// HMAC-SHA256.
pub(super) fn digest(key: &[u8; 32], value: &[u8]) -> Result<[u8; 32]> {
    let mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key);
    let mut mac = mac.map_err(|length| Error::Key(length.to_string()))?;
    mac.update(value);
    Ok(mac.finalize().into_bytes().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_opens_in_its_place_only() {
        let keys = Keys::passing();
        let sealed = keys.seal(Column::TipBody, 7, "夜间偷排".as_bytes()).unwrap();
        assert_eq!(keys.unseal(Column::TipBody, 7, &sealed).unwrap(), "夜间偷排".as_bytes());
        assert_ne!(sealed, keys.seal(Column::TipBody, 7, "夜间偷排".as_bytes()).unwrap(), "never the same twice");
        assert!(keys.unseal(Column::TipBody, 8, &sealed).is_err(), "another row");
        assert!(keys.unseal(Column::TipContact, 7, &sealed).is_err(), "another column");
        assert!(Keys::passing().unseal(Column::TipBody, 7, &sealed).is_err(), "another key");
    }

    #[test]
    fn nothing_that_was_touched_opens() {
        let keys = Keys::passing();
        let sealed = keys.seal(Column::TipContact, 1, b"13800000000").unwrap();
        for at in 0..sealed.len() {
            let mut touched = sealed.clone();
            touched[at] ^= 1;
            assert!(keys.unseal(Column::TipContact, 1, &touched).is_err(), "byte {at}");
            assert!(keys.unseal(Column::TipContact, 1, &sealed[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn old_values_open_after_a_new_key() {
        let old = Keys::of([(1, [1; 32])].into_iter());
        let both = Keys::of([(1, [1; 32]), (2, [2; 32])].into_iter());
        let sealed = old.seal(Column::TipBody, 1, b"x").unwrap();
        assert_eq!(both.unseal(Column::TipBody, 1, &sealed).unwrap(), b"x");
        assert_eq!(both.seal(Column::TipBody, 1, b"x").unwrap()[0], 2, "the newest closes");
        let digests = both.digests("receipt", b"1").unwrap();
        assert_eq!(digests.len(), 2);
        assert_eq!(digests[0], both.digest("receipt", b"1").unwrap());
        assert_eq!(digests[1], old.digest("receipt", b"1").unwrap());
    }
}
