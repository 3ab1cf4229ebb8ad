//! Who is doing something.

use domain::access::{Action, Role, may};
use entities::account;

use crate::{Error, Result};

/// Somebody who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Key of the account.
    pub account_id: i64,
    /// What the account is for.
    pub role: Role,
    /// The enterprise, for its roles.
    pub enterprise_id: Option<i64>,
    /// The area, for branch officers and grid members.
    pub town_id: Option<i64>,
    /// The areas of colleagues for whom they stand in today.
    pub covered: Vec<i64>,
    /// How pages address them.
    pub name: String,
}

impl Actor {
    /// Goes on only where the role may do this at all. Whose row it may do it to is decided where that is loaded.
    pub fn must(&self, action: Action) -> Result<()> {
        if may(self.role, action) { Ok(()) } else { Err(Error::Forbidden) }
    }

    /// The towns outside of which this actor sees nothing: the own one, and those of colleagues who are away; absent: the
    /// whole city. A local role whose account names no town gets one that does not exist, and so sees nothing at all.
    pub(crate) fn area(&self) -> Option<Vec<i64>> {
        let own = self.town_id.unwrap_or_default();
        self.role.is_local().then(|| std::iter::once(own).chain(self.covered.iter().copied()).collect())
    }
}

impl From<account::Model> for Actor {
    fn from(row: account::Model) -> Self {
        let account::Model { id, role, enterprise_id, town_id, name, .. } = row;
        Self { account_id: id, role, enterprise_id, town_id, covered: Vec::new(), name }
    }
}
