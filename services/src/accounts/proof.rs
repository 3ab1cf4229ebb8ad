//! What somebody gives to show that it is them.

use std::fmt;

/// A password, and a code of the second factor where one is asked for. In no log.
#[derive(Clone, Copy, Default)]
pub struct Proof<'a> {
    /// The password.
    pub password: &'a str,
    /// The code that the authenticator shows, or a recovery code; empty where none was given.
    pub code: &'a str,
}

/// A password alone.
impl<'a> From<&'a str> for Proof<'a> {
    fn from(password: &'a str) -> Self {
        Self { password, code: "" }
    }
}

impl fmt::Debug for Proof<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Proof(…)")
    }
}
