//! Why somebody does not come in by the provider.

use sea_orm::DbErr;

use crate::{Error, oidc::Fault};

/// Why somebody does not come in by the provider, or why an account is not linked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The person, or the provider, said no.
    #[error("the provider says no: {0}")]
    Denied(String),
    /// The browser is not the one that was sent.
    #[error("another browser came back")]
    OtherBrowser,
    /// It took too long, or came back before.
    #[error("the sign-in is over")]
    Over,
    /// The provider's word is not taken.
    #[error(transparent)]
    Provider(#[from] Fault),
    /// The account that was to be linked is not the one that is signed in now.
    #[error("the account that was to be linked is not signed in")]
    NotSignedIn,
    /// The account is over.
    #[error("the account is over")]
    Ended,
    /// The portal itself.
    #[error(transparent)]
    Portal(#[from] Error),
}

impl From<DbErr> for Failure {
    fn from(error: DbErr) -> Self {
        Self::Portal(error.into())
    }
}
