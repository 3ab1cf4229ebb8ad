//! Codes that people copy from paper: to recover an account, to accept an invitation.

use crate::secret;

/// Letters and digits that nobody mistakes for each other: 32 of them, 5 bits each.
const ALPHABET: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/// Characters of a code: 80 bits. Nobody tries them all, so a plain digest keeps them.
const LENGTH: usize = 16;

/// A new code, in groups of four.
pub(super) fn code() -> String {
    let bytes = secret::random();
    let chars: Vec<char> = bytes[..LENGTH].iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
    chars.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// The digest of what somebody typed as a code; none where it cannot be one. Blanks, hyphens and small letters do not
/// matter.
pub(super) fn digest(typed: &str) -> Option<String> {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let plain = plain.to_uppercase();
    let is_code = plain.len() == LENGTH && plain.bytes().all(|byte| ALPHABET.contains(&byte));
    is_code.then(|| secret::digest(plain.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let one = code();
        assert_eq!((one.len(), one.matches('-').count()), (19, 3), "{one}");
        assert_ne!(one, code());
        let want = digest(&one);
        assert!(want.is_some());
        assert_eq!(digest(&one.to_lowercase().replace('-', " ")), want);
        for other in ["", "123456", "AAAA-AAAA-AAAA", "AAAA-AAAA-AAAA-AAAO", "AAAA-AAAA-AAAA-AAAA-A"] {
            assert_eq!(digest(other), None, "{other}");
        }
    }

    #[test]
    fn every_character_is_as_likely_as_any_other() {
        assert_eq!(256 % ALPHABET.len(), 0);
        let different: std::collections::HashSet<_> = ALPHABET.iter().collect();
        assert_eq!(different.len(), 32);
    }
}
