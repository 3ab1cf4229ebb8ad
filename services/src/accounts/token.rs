//! What a browser shows to prove that somebody signed in.

use crate::secret::{self, Token};

/// The secret of a session: 64 hexadecimal digits, 256 random bits. The store keeps its digest only, so a copy of
/// the database opens no session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionToken(Token);

impl SessionToken {
    pub(super) fn generate() -> Self {
        Self(Token::generate())
    }

    /// Reads the value of a cookie.
    pub fn parse(text: &str) -> Option<Self> {
        Token::parse(text).map(Self)
    }

    /// The value of the cookie. For the answer to the browser, for nothing else.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }

    /// The key of the session's row.
    pub(super) fn digest(&self) -> String {
        secret::digest(self.expose().as_bytes())
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
