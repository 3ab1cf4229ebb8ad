//! The draft of a declaration, for its editor.

use domain::access::Action;
use domain::declaration::Content;
use domain::quarter::Quarter;
use leptos::prelude::server;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use super::server::{Caller, caller};
use super::{Asking, Failure, Guarded};

/// The own declaration of a quarter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(validator::Validate))]
pub struct Own {
    /// Which.
    pub quarter: Quarter,
}

#[cfg(feature = "ssr")]
impl services::input::Incoming for Own {
    const FIELDS: &'static [&'static str] = &["quarter"];
}

impl Asking for Own {
    const ACTION: Action = Action::ReadOwnEnterprise;
}

/// What the server has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Current {
    /// The revision.
    pub revision: i64,
    /// What it says.
    pub content: Content,
}

/// A draft that is to be saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(validator::Validate))]
pub struct Save {
    /// Of which quarter.
    pub quarter: Quarter,
    /// The revision that the editor began with.
    pub revision: i64,
    /// The whole declaration.
    #[cfg_attr(feature = "ssr", validate(custom(function = services::declarations::fits)))]
    pub content: Content,
}

#[cfg(feature = "ssr")]
impl services::input::Incoming for Save {
    const FIELDS: &'static [&'static str] = &["quarter", "revision", "content"];
}

impl Asking for Save {
    const ACTION: Action = Action::EditDeclaration;
}

/// It is saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// The revision that it is now.
    pub revision: i64,
    /// When, RFC 3339 with the offset +08:00.
    pub saved_at: String,
}

/// What the server has of a quarter.
#[server(prefix = "/fn", endpoint = "filing/draft/read", protocol = Guarded)]
pub async fn read_draft(
    /// Of which quarter.
    own: Own,
) -> Result<Current, Failure> {
    let Caller { ctx, actor } = caller()?;
    let draft = services::declarations::draft(&ctx, &actor, own.quarter).await?;
    Ok(Current { revision: draft.revision, content: draft.content })
}

/// Saves a draft, unless somebody saved since the editor began.
#[server(prefix = "/fn", endpoint = "filing/draft/save", protocol = Guarded)]
pub async fn save_draft(
    /// The draft.
    draft: Save,
) -> Result<Saved, Failure> {
    let Caller { ctx, actor } = caller()?;
    let Save { quarter, revision, content } = draft;
    let saved = services::declarations::save(&ctx, &actor, quarter, revision, &content).await?;
    Ok(Saved { revision: saved.revision, saved_at: saved.at.rfc3339() })
}

#[cfg(feature = "ssr")]
impl From<services::declarations::Refusal> for Failure {
    fn from(refusal: services::declarations::Refusal) -> Self {
        use services::declarations::Refusal;
        match refusal {
            Refusal::Overtaken(by) => {
                Self::Overtaken(super::Overtaken { by: by.by.unwrap_or_default(), at: by.at.rfc3339() })
            }
            Refusal::NotNow(_) => Self::Closed,
            Refusal::Locked(_) => Self::Locked,
            // Those are of a signature.
            Refusal::Problems(_) | Refusal::Unchanged(_) => Self::Conflict,
            Refusal::Other(error) => error.into(),
        }
    }
}
