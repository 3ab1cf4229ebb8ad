//! Reading the log.

use domain::{
    access::{Action, Role},
    time::Stamp,
};
use entities::audit;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{Ctx, Result, accounts::Actor};

/// Lines on one page.
const PAGE: u64 = 100;

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number: later lines have greater ones.
    pub id: i64,
    /// When.
    pub at: Stamp,
    /// Who; absent for the portal itself and for people who are not signed in.
    pub account_id: Option<i64>,
    /// In which role.
    pub role: Role,
    /// What was done, one of [`super::Act`]'s words.
    pub action: String,
    /// To which row, `tip/12`.
    pub subject: String,
    /// More about it, as JSON.
    pub detail: String,
}

/// The newest hundred lines, or the hundred before the line `before`.
pub async fn recent(ctx: &Ctx, actor: &Actor, before: Option<i64>) -> Result<Vec<Line>> {
    actor.must(Action::ReadAudit)?;
    let rows = audit::Entity::find()
        .filter(audit::Column::Id.lt(before.unwrap_or(i64::MAX)))
        .order_by_desc(audit::Column::Id)
        .limit(PAGE)
        .all(ctx.store.read())
        .await?;
    Ok(rows.into_iter().map(line).collect())
}

fn line(row: audit::Model) -> Line {
    let audit::Model { id, at, account_id, role, action, subject, detail } = row;
    Line { id, at, account_id, role, action, subject, detail }
}
