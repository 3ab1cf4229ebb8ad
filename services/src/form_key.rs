//! What makes a form that is sent twice count once.

use crate::secret::Token;

/// The key of one form: drawn when the form is shown, sent along with it in a hidden field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormKey(Token);

impl FormKey {
    /// A key for a form that is about to be shown.
    pub fn generate() -> Self {
        Self(Token::generate())
    }

    /// Reads the hidden field.
    pub fn parse(text: &str) -> Option<Self> {
        Token::parse(text).map(Self)
    }

    /// The value of the hidden field.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_comes_back_and_nothing_else_does() {
        let key = FormKey::generate();
        assert_ne!(key, FormKey::generate());
        assert_eq!(FormKey::parse(key.expose()), Some(key.clone()));
        assert!(!format!("{key:?}").contains(key.expose()));
        for text in ["", "abc", &"g".repeat(64), &"A".repeat(64), &"0".repeat(65)] {
            assert_eq!(FormKey::parse(text), None, "{text}");
        }
    }
}
