//! What the editor asks of the page around it. Only in the browser is there one: the server renders what the editor
//! begins with, and nothing ever happens to it.

#[cfg(feature = "hydrate")]
pub use crate::islands::browser::{focus, go, guard, on_account, send};

#[cfg(not(feature = "hydrate"))]
mod nowhere {
    pub fn on_account(_heard: impl Fn(super::Account) + 'static) {}

    pub fn focus(_id: &str) {}

    pub fn go(_address: &str) {}

    pub fn guard(_is_unsaved: impl Fn() -> bool + Clone + 'static, _leave_for: impl Fn(String) + 'static) {}

    pub fn send(
        _method: &str,
        _address: &str,
        _made_for: &str,
        _json: Option<&str>,
        _heard: impl FnOnce(Option<(u16, String)>) + 'static,
    ) {
    }
}

#[cfg(not(feature = "hydrate"))]
pub use nowhere::{focus, go, guard, on_account, send};

/// Who is signed in now, as a page sees it that was made for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only in a browser can this change"))]
pub enum Account {
    /// The one for whom it was made.
    Same,
    /// Nobody.
    Out,
    /// Somebody else, by name, role and enterprise.
    Other(String),
}
