//! The secret itself.

use crate::secret::{self, Token};

/// Stands before the digits, so that people and scanners know what it is where it lies about.
const PREFIX: &str = "mj_";
/// How many of its last characters people tell tokens apart by.
const HINT: usize = 4;

/// The secret of a program: `mj_` and 64 hexadecimal digits, 256 random bits. The store keeps its digest only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiToken(Token);

impl ApiToken {
    pub(super) fn generate() -> Self {
        Self(Token::generate())
    }

    /// Reads what a program shows.
    pub fn parse(text: &str) -> Option<Self> {
        Token::parse(text.strip_prefix(PREFIX)?).map(Self)
    }

    /// The whole secret. For the page that shows it once, for nothing else.
    pub fn expose(&self) -> String {
        format!("{PREFIX}{}", self.0.expose())
    }

    /// The key of its row.
    pub(super) fn digest(&self) -> String {
        secret::digest(self.0.expose().as_bytes())
    }

    /// Its end, which says nothing about the rest.
    pub(super) fn hint(&self) -> String {
        let digits = self.0.expose();
        digits[digits.len() - HINT..].to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_comes_back_and_nothing_else_does() {
        let token = ApiToken::generate();
        let text = token.expose();
        assert_eq!((text.len(), ApiToken::parse(&text)), (67, Some(token.clone())));
        assert!(text.ends_with(&token.hint()) && token.hint().len() == 4);
        assert!(!format!("{token:?}").contains(&text[3..]) && token.digest() != text[3..]);
        for other in ["", "mj_", "mj_abc", &text[3..], &text[..66], &text.to_uppercase(), &format!("{text}0")] {
            assert_eq!(ApiToken::parse(other), None, "{other}");
        }
    }
}
