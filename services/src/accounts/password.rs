//! Passwords: checked for length, kept as Argon2id hashes.

use argon2::{Argon2, PasswordHasher};

/// The fewest characters of a password. Length is what resists guessing; no rules about kinds of characters.
pub const MIN_LENGTH: usize = 10;
/// The most characters: hashing must not become a way to keep the server busy.
const MAX_LENGTH: usize = 200;

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadPassword {
    /// Too short.
    #[error("a password needs at least {MIN_LENGTH} characters")]
    Short,
    /// Too long.
    #[error("a password may have at most {MAX_LENGTH} characters")]
    Long,
    /// The hash function refused it.
    #[error("the password could not be hashed")]
    Unhashable,
}

/// The PHC string of a password, with a fresh salt. Takes tens of milliseconds of processor time on purpose: call it
/// where blocking is allowed.
pub fn hash(password: &str) -> Result<String, BadPassword> {
    match password.chars().count() {
        ..MIN_LENGTH => Err(BadPassword::Short),
        MIN_LENGTH..=MAX_LENGTH => Argon2::default()
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
            .map_err(|_refused| BadPassword::Unhashable),
        _ => Err(BadPassword::Long),
    }
}

#[cfg(test)]
mod tests {
    use argon2::{PasswordHash, PasswordVerifier};

    use super::*;

    #[test]
    fn a_hash_fits_its_password_only_and_has_its_own_salt() {
        let (one, two) = (hash("mingjian-demo").unwrap(), hash("mingjian-demo").unwrap());
        assert_ne!(one, two);
        let parsed = PasswordHash::new(&one).unwrap();
        assert!(Argon2::default().verify_password(b"mingjian-demo", &parsed).is_ok());
        assert!(Argon2::default().verify_password(b"mingjian-dem0", &parsed).is_err());
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(hash("短短短短短短短短短"), Err(BadPassword::Short));
        assert!(hash("足够长的一个口令了吧").is_ok());
        assert_eq!(hash(&"x".repeat(201)), Err(BadPassword::Long));
    }
}
