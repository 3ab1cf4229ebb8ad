//! How far the declarations of a quarter have come.

use chrono::NaiveDate;
use domain::{
    declaration::{DeclarationStatus, deadline::last_day},
    enterprise::ManagementClass,
    life::Audience,
    quarter::Quarter,
};
use entities::{declaration, enterprise};
use sea_orm::{ColumnTrait, Condition, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QuerySelect, RelationTrait};

use crate::{
    Ctx, Result,
    owed::in_use,
    public::open::{not_closed, seen_by},
};

/// How many of the enterprises that must declare have done so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The quarter being filed: the newest that has ended.
    pub quarter: Quarter,
    /// Enterprises that have filed; those among them to whom it was returned, too.
    pub filed: u64,
    /// Enterprises that must.
    pub due: u64,
    /// The last day in time.
    pub due_day: NaiveDate,
    /// The last day on which it is taken at all.
    pub last_day: NaiveDate,
    /// Whether it was to be declared here in time; of a portal that came into use later nobody is late.
    pub owed: bool,
    /// Whether the last day in time is past; it is still taken until the last day.
    pub late: bool,
}

/// The declarations of the quarter that is being filed today.
pub(super) async fn of_today(ctx: &Ctx) -> Result<Progress> {
    let today = ctx.now().day();
    let quarter = Quarter::last_ended(today);
    let declaring = || {
        Condition::all()
            .add(enterprise::Column::Class.is_in(ManagementClass::DECLARING))
            .add(seen_by(Audience::Public, today))
            .add(not_closed(enterprise::Column::ClosedOn, quarter.first_day()))
    };
    let in_use = in_use(ctx.store.read()).await?;
    let due = enterprise::Entity::find().filter(declaring()).count(ctx.store.read()).await?;
    let filed = declaration::Entity::find()
        .join(JoinType::InnerJoin, declaration::Relation::Enterprise.def())
        .filter(declaring())
        .filter(declaration::Column::Quarter.eq(quarter))
        .filter(declaration::Column::Status.ne(DeclarationStatus::Draft))
        .count(ctx.store.read())
        .await?;
    let (due_day, last_day) = (quarter.due_day(), last_day(quarter));
    Ok(Progress { quarter, filed, due, due_day, last_day, owed: in_use.owes(quarter), late: today > due_day })
}
