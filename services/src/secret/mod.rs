//! Random values, and digests.

mod file;
mod token;

use sha2::{Digest, Sha256};

pub(crate) use file::from_file;
pub(crate) use token::Token;

/// 32 bytes from the process's cryptographic generator, which the operating system seeds.
pub(crate) fn random() -> [u8; 32] {
    rand::random()
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    ::hex::encode(bytes)
}

/// SHA-256 in hexadecimal. For values with so much chance in them that nobody can try them all.
pub(crate) fn digest(value: &[u8]) -> String {
    hex(&Sha256::digest(value))
}
