//! Why a declaration was not saved or filed.

use domain::{
    credit_code::CreditCode,
    declaration::{check::Problem, deadline::NotNow},
    time::Stamp,
};
use sea_orm::DbErr;

use crate::{Conflict, Error};

/// Somebody saved in between; nothing was overwritten.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{who} saved this declaration at {at}; look at it before you go on", who = name(.by.as_ref()), at = .at.rfc3339())]
pub struct Overtaken {
    /// Who, by the name of the account.
    pub by: Option<String>,
    /// When.
    pub at: Stamp,
    /// The revision that is there now.
    pub revision: i64,
}

/// A signed declaration that is not open for changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Locked {
    /// It is signed; a correction has to begin first.
    #[error("this declaration is signed; begin a correction to change it")]
    Signed,
    /// The bureau has accepted it.
    #[error(
        "the bureau has accepted this declaration, and it can no longer be corrected here; tell the bureau what is wrong"
    )]
    Accepted,
    /// Nothing has been signed that could be corrected.
    #[error("nothing has been signed yet; the draft can be changed as it is")]
    NotSigned,
    /// The enterprise is merged into the one with this code, under which it files.
    #[error("the enterprise is merged into {0}, and nothing is filed under its own code; file under that one")]
    Merged(CreditCode),
}

/// Why a declaration was not saved or filed. Each has its own answer on the page.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Somebody saved in between.
    #[error(transparent)]
    Overtaken(#[from] Overtaken),
    /// The quarter has not ended, or is closed.
    #[error(transparent)]
    NotNow(#[from] NotNow),
    /// It stands signed, and is not open for changes.
    #[error(transparent)]
    Locked(#[from] Locked),
    /// It cannot be signed as it is: what must be mended, and what must be mended or explained.
    #[error("{} problems must be mended or explained before the declaration can be signed", .0.len())]
    Problems(Vec<Problem>),
    /// It says what the version of this number says: there is nothing to sign.
    #[error("this correction changes nothing of version {0}; change what is wrong, or give the correction up")]
    Unchanged(i32),
    /// Anything that can go wrong in any use case.
    #[error(transparent)]
    Other(#[from] Error),
}

impl From<DbErr> for Refusal {
    fn from(error: DbErr) -> Self {
        Self::Other(error.into())
    }
}

/// For doors that have no words of their own for the reasons.
impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Other(error) => error,
            Refusal::Problems(_) => Self::invalid("declaration", refusal),
            Refusal::Overtaken(_) | Refusal::NotNow(_) | Refusal::Locked(_) | Refusal::Unchanged(_) => {
                Conflict::NotReady(refusal.to_string()).into()
            }
        }
    }
}

fn name(by: Option<&String>) -> &str {
    by.map_or("somebody", String::as_str)
}
