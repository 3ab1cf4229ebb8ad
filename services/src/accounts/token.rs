//! What a browser shows to prove that somebody signed in.

use std::fmt;

use crate::secret;

/// The secret of a session: 64 hexadecimal digits, 256 random bits. The store keeps its digest only, so a copy of
/// the database opens no session.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionToken(String);

impl SessionToken {
    pub(super) fn generate() -> Self {
        Self(secret::hex(&secret::random()))
    }

    /// Reads the value of a cookie.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        plain.then(|| Self(text.to_owned()))
    }

    /// The value of the cookie. For the answer to the browser, for nothing else.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The key of the session's row.
    pub(super) fn digest(&self) -> String {
        secret::digest(self.0.as_bytes())
    }
}

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionToken(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_comes_back_and_nothing_else_does() {
        let token = SessionToken::generate();
        assert_ne!(token, SessionToken::generate());
        assert_eq!(SessionToken::parse(token.expose()), Some(token.clone()));
        assert!(!format!("{token:?}").contains(token.expose()));
        assert_ne!(token.digest(), token.expose());
        for text in ["", "abc", &"g".repeat(64), &"A".repeat(64), &"0".repeat(65)] {
            assert_eq!(SessionToken::parse(text), None, "{text}");
        }
    }
}
