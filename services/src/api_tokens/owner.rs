//! Whose tokens somebody looks after.

use domain::access::{Action, Scope, Scopes, may};
use entities::api_token;
use sea_orm::{ColumnTrait, Condition};

use crate::{Error, Result, accounts::Actor};

/// Whose tokens these are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// An enterprise's.
    Enterprise(i64),
    /// The departments'.
    Departments,
}

impl Owner {
    /// Those that this person looks after.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for whoever looks after none.
    pub(super) fn of(actor: &Actor) -> Result<Self> {
        if may(actor.role, Action::ManageOwnTokens) {
            return actor.enterprise_id.map(Self::Enterprise).ok_or(Error::Forbidden);
        }
        actor.must(Action::ManageFeedTokens)?;
        Ok(Self::Departments)
    }

    /// The enterprise for which its tokens file.
    pub(super) const fn enterprise_id(self) -> Option<i64> {
        match self {
            Self::Enterprise(id) => Some(id),
            Self::Departments => None,
        }
    }

    /// Which rows are its own.
    pub(super) fn condition(self) -> Condition {
        let column = api_token::Column::EnterpriseId;
        Condition::all().add(self.enterprise_id().map_or_else(|| column.is_null(), |id| column.eq(id)))
    }

    /// What a new token is for: an enterprise's does one thing, a department's what was chosen of the feeds.
    pub(super) fn scopes(self, chosen: &Scopes) -> Scopes {
        match self {
            Self::Enterprise(_) => Scopes::of([Scope::Declarations]),
            Self::Departments => Scopes::of(chosen.iter().filter(|scope| scope.is_feed())),
        }
    }
}
