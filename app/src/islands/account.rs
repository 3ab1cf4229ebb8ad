//! Who is signed in now, as a page sees it that was made for somebody.

/// Who is signed in now.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only in a browser can this change"))]
pub enum Account {
    /// The one for whom the page was made.
    Same,
    /// Nobody.
    Out,
    /// Somebody else, by name, role and enterprise.
    Other(String),
}
