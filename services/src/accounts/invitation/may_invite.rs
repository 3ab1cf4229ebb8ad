//! Who may invite whom.

use domain::{
    access::{Action, Role, may},
    time::Stamp,
};
use entities::{account, invitation};
use sea_orm::{ColumnTrait, Condition};

use crate::{
    Error, Result,
    accounts::{Actor, is_open},
};

/// Whom somebody may invite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Everybody: the administrator.
    All,
    /// People of one's own enterprise: its certifier.
    Enterprise(i64),
}

impl Reach {
    /// That of somebody.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for whoever invites nobody.
    pub(super) fn of(actor: &Actor) -> Result<Self> {
        if may(actor.role, Action::ManageOwnPeople) {
            return actor.enterprise_id.map(Self::Enterprise).ok_or(Error::Forbidden);
        }
        actor.must(Action::ManageAccounts)?;
        Ok(Self::All)
    }

    /// Whether an account of this role and enterprise is within it.
    pub(super) fn holds(self, role: Role, enterprise_id: Option<i64>) -> bool {
        match self {
            Self::All => true,
            Self::Enterprise(own) => role.is_enterprise() && enterprise_id == Some(own),
        }
    }

    /// The invitations within it.
    pub(super) fn condition(self) -> Condition {
        match self {
            Self::All => Condition::all(),
            Self::Enterprise(own) => Condition::all().add(invitation::Column::EnterpriseId.eq(own)),
        }
    }
}

/// Whether whoever invited might still do so: an invitation of somebody who has left opens nothing.
pub(super) fn still_may(inviter: account::Model, row: &invitation::Model, now: Stamp) -> bool {
    is_open(&inviter, now) && Reach::of(&inviter.into()).is_ok_and(|reach| reach.holds(row.role, row.enterprise_id))
}
