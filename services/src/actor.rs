//! Who is doing something.

use domain::access::{Action, Role, may};
use entities::{account, enterprise};
use sea_orm::{
    ColumnTrait, Condition,
    sea_query::{Expr, ExprTrait, Query},
};

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

    /// What stands in this actor's area, by the column that names the town.
    pub(crate) fn sees_town(&self, town_id: impl ColumnTrait) -> Condition {
        Condition::all().add_option(self.area().map(|towns| town_id.is_in(towns)))
    }

    /// What is of an enterprise in this actor's area, by the column that names the enterprise.
    pub(crate) fn sees_enterprise(&self, enterprise_id: impl ColumnTrait) -> Condition {
        let here = |towns: Vec<i64>| {
            let ones = Query::select()
                .column(enterprise::Column::Id)
                .from(enterprise::Entity)
                .and_where(Expr::col(enterprise::Column::TownId).is_in(towns))
                .take();
            enterprise_id.in_subquery(ones)
        };
        Condition::all().add_option(self.area().map(here))
    }
}

impl From<account::Model> for Actor {
    fn from(row: account::Model) -> Self {
        let account::Model { id, role, enterprise_id, town_id, name, .. } = row;
        Self { account_id: id, role, enterprise_id, town_id, covered: Vec::new(), name }
    }
}
