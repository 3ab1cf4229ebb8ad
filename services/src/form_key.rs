//! What makes a form that is sent twice count once.

use std::fmt;

use crate::secret;

/// The key of one form: drawn when the form is shown, sent along with it in a hidden field.
#[derive(Clone, PartialEq, Eq)]
pub struct FormKey(String);

impl FormKey {
    /// A key for a form that is about to be shown.
    pub fn generate() -> Self {
        Self(secret::hex(&secret::random()))
    }

    /// Reads the hidden field.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        plain.then(|| Self(text.to_owned()))
    }

    /// The value of the hidden field.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for FormKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FormKey(…)")
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
