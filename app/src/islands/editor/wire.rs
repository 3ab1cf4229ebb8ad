//! What the editor and the server tell each other about the draft.

use domain::declaration::Content;
use serde::{Deserialize, Serialize};

/// `PUT …/draft`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(validator::Validate))]
pub struct Save {
    /// The revision that the editor began with.
    pub revision: i64,
    /// The whole declaration.
    #[cfg_attr(feature = "ssr", validate(custom(function = services::declarations::fits)))]
    pub content: Content,
}

#[cfg(feature = "ssr")]
impl services::input::Incoming for Save {
    const FIELDS: &'static [&'static str] = &["content"];
}

/// 200: it is saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// The revision that it is now.
    pub revision: i64,
    /// When, RFC 3339 with the offset +08:00.
    pub saved_at: String,
}

/// 409: somebody saved in between.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overtaken {
    /// Who; empty where the account is gone.
    pub by: String,
    /// When, RFC 3339 with the offset +08:00.
    pub at: String,
}

/// 422: it was not saved, and will not be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Why, in the language of the page.
    pub message: String,
}

/// 412: somebody else is signed in now, and nothing was saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SomebodyElse {
    /// Who, with role and enterprise, in the language of the page.
    pub who: String,
}

/// `GET …/draft`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Current {
    /// The revision.
    pub revision: i64,
    /// What it says.
    pub content: Content,
}
