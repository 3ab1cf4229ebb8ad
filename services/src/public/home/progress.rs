//! How far the declarations of a quarter have come.

use chrono::NaiveDate;
use domain::{
    declaration::{DeclarationStatus, deadline::last_day},
    enterprise::ManagementClass,
    quarter::Quarter,
};
use entities::{declaration, enterprise};
use sea_orm::{ColumnTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QuerySelect, RelationTrait};

use crate::{Ctx, Result};

/// The permit classes whose enterprises declare every quarter; who is only registered (登记管理) does not.
pub(crate) const DECLARING: [ManagementClass; 2] = [ManagementClass::Key, ManagementClass::Simplified];

/// How many of the enterprises that must declare have done so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The quarter being filed: the newest that has ended.
    pub quarter: Quarter,
    /// Enterprises that have filed.
    pub filed: u64,
    /// Enterprises that must.
    pub due: u64,
    /// The last day in time.
    pub due_day: NaiveDate,
    /// The last day on which it is taken at all.
    pub last_day: NaiveDate,
    /// Whether the last day in time is past; it is still taken until the last day.
    pub late: bool,
}

/// The declarations of the quarter that is being filed today.
pub(super) async fn of_today(ctx: &Ctx) -> Result<Progress> {
    let today = ctx.now().day();
    let quarter = Quarter::last_ended(today);
    let due =
        enterprise::Entity::find().filter(enterprise::Column::Class.is_in(DECLARING)).count(ctx.store.read()).await?;
    let filed = declaration::Entity::find()
        .join(JoinType::InnerJoin, declaration::Relation::Enterprise.def())
        .filter(enterprise::Column::Class.is_in(DECLARING))
        .filter(declaration::Column::Quarter.eq(quarter))
        .filter(declaration::Column::Status.ne(DeclarationStatus::Draft))
        .count(ctx.store.read())
        .await?;
    let (due_day, last_day) = (quarter.due_day(), last_day(quarter));
    Ok(Progress { quarter, filed, due, due_day, last_day, late: today > due_day })
}

impl Progress {
    /// How many of a hundred have filed, rounded down: 100 only when everybody has. None where nobody must.
    pub fn percent(&self) -> Option<u64> {
        Some((self.filed * 100).checked_div(self.due)?.min(100))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_who_must_is_no_hundred_per_cent() {
        let quarter: Quarter = "2026Q3".parse().unwrap();
        for (filed, due, want) in [(0, 0, None), (0, 3, Some(0)), (199, 200, Some(99)), (200, 200, Some(100))] {
            let (due_day, last_day) = (quarter.due_day(), last_day(quarter));
            let progress = Progress { quarter, filed, due, due_day, last_day, late: false };
            assert_eq!(progress.percent(), want, "{filed} of {due}");
        }
    }
}
