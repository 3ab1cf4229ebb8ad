//! Who has not filed in time.

use chrono::NaiveDate;
use domain::{
    access::{Action, may},
    declaration::deadline::{last_day, newest_due},
    quarter::Quarter,
};
use entities::enterprise;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::{Ctx, Result, accounts::Actor, owed, public::enterprises::not_filed};

/// How many enterprises are late with a quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LateCounts {
    /// The newest quarter whose due day is past.
    pub quarter: Quarter,
    /// Those that have not filed it.
    pub enterprises: u64,
}

/// A declaration that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Late {
    /// For which quarter.
    pub quarter: Quarter,
    /// The last day in time.
    pub due_day: NaiveDate,
    /// The last day on which it is taken at all.
    pub last_day: NaiveDate,
    /// How many days it is late.
    pub days: u64,
}

/// How many are late, for the roles that go after them: whoever settles findings, and whoever works cases.
pub(super) async fn counts(ctx: &Ctx, actor: &Actor) -> Result<Option<LateCounts>> {
    if !may(actor.role, Action::SettleFinding) && !may(actor.role, Action::WorkCase) {
        return Ok(None);
    }
    let quarter = newest_due(ctx.now().day());
    if !owed::in_use(ctx.store.read()).await?.owes(quarter) {
        return Ok(None);
    }
    let enterprises = enterprise::Entity::find().filter(not_filed(quarter)).count(ctx.store.read()).await?;
    Ok(Some(LateCounts { quarter, enterprises }))
}

/// The newest declaration that an enterprise is late with.
pub(super) async fn of_enterprise(ctx: &Ctx, enterprise_id: i64) -> Result<Option<Late>> {
    let today = ctx.now().day();
    let quarter = newest_due(today);
    if !owed::in_use(ctx.store.read()).await?.owes(quarter) {
        return Ok(None);
    }
    let own = enterprise::Entity::find().filter(not_filed(quarter)).filter(enterprise::Column::Id.eq(enterprise_id));
    let missing = own.count(ctx.store.read()).await? > 0;
    let due_day = quarter.due_day();
    let days = u64::try_from((today - due_day).num_days()).unwrap_or_default();
    Ok(missing.then(|| Late { quarter, due_day, last_day: last_day(quarter), days }))
}
