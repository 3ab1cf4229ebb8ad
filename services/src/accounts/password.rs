//! Passwords: checked for length, kept as Argon2id hashes.

use argon2::{Argon2, PasswordHash, PasswordHasher, PasswordVerifier};
use domain::input::{Issue, LONGEST_PASSWORD, NewPassword, Read, SHORTEST_PASSWORD};

/// The fewest characters of a password.
pub const MIN_LENGTH: usize = SHORTEST_PASSWORD;
/// The most characters.
pub const MAX_LENGTH: usize = LONGEST_PASSWORD;

/// The PHC string of a password, with a fresh salt. Takes tens of milliseconds of processor time on purpose: call it
/// where blocking is allowed.
pub fn hash(password: &str) -> Result<String, Issue> {
    let password = NewPassword::read(password)?;
    let hashed = Argon2::default().hash_password(password.expose().as_bytes());
    hashed.map(|hash| hash.to_string()).map_err(|refused| Issue::Said(refused.to_string()))
}

/// What is checked where there is no account: the work of a real check, and no password fits.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bWluZ2ppYW4tbm9ib2R5$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Whether a password is the one that was hashed. Takes the same time without a hash, and then is never right.
pub(crate) fn verify(password: &str, hash: Option<&str>) -> bool {
    let Ok(parsed) = PasswordHash::new(hash.unwrap_or(NOBODY)) else { return false };
    let fits = Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok();
    fits && hash.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_fits_its_password_only_and_has_its_own_salt() {
        let (one, two) = (hash("mingjian-demo").unwrap(), hash("mingjian-demo").unwrap());
        assert_ne!(one, two);
        assert!(verify("mingjian-demo", Some(&one)));
        assert!(!verify("mingjian-dem0", Some(&one)));
    }

    #[test]
    fn nobody_costs_as_much_as_somebody() {
        let settings = |hash: &str| hash.split('$').take(4).collect::<Vec<_>>().join("$");
        assert_eq!(settings(NOBODY), settings(&hash("mingjian-demo").unwrap()));
        assert!(PasswordHash::new(NOBODY).is_ok(), "a hash that cannot be read would cost nothing");
        assert!(!verify("mingjian-demo", None));
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(hash("短短短短短短短短短"), Err(Issue::ShortPassword(10)));
        assert!(hash("足够长的一个口令了吧").is_ok());
        assert_eq!(hash(&"x".repeat(201)), Err(Issue::LongPassword(200)));
    }
}
