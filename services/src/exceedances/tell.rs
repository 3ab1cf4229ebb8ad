//! Telling the people of an enterprise.

use domain::{
    access::{Action, who_may},
    judgement::length,
    time::DAY,
};
use entities::{account, exceedance};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Ctx, Pollutant, Result, accounts,
    mail::{ExceedanceAsked, ExceedanceRecorded},
    messages,
    monitoring::registry::KnownOutlet,
};

/// Older events are recorded and told nobody: they come of data that were sent late, or of a stretch that is looked at again.
const NEWS: i64 = 3 * DAY;

/// Tells that an event was recorded, if it is news.
pub(super) async fn tell(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    outlet: &KnownOutlet,
    row: &exceedance::Model,
) -> Result<()> {
    let ended = row.last_at.plus(length(row.averaging.interval()));
    if ctx.now().since(ended) > NEWS {
        return Ok(());
    }
    if told_lately(tx, ctx, row).await? {
        return Ok(());
    }
    let pollutant = Pollutant::of(&row.pollutant).name;
    for person in people(tx, ctx, row.enterprise_id).await? {
        let told = ExceedanceRecorded {
            name: &person.name,
            outlet: outlet.code,
            pollutant: &pollutant,
            averaging: row.averaging,
            began_at: row.began_at,
        };
        messages::tell(tx, ctx, &person, &told).await?;
    }
    Ok(())
}

/// Whether an event of the same pollutant and mean at this outlet was recorded within a day before: a value that swings about its
/// limit is one mail a day, and the rest stands on the page.
async fn told_lately(tx: &impl ConnectionTrait, ctx: &Ctx, row: &exceedance::Model) -> Result<bool> {
    use exceedance::Column as C;
    let before = exceedance::Entity::find()
        .filter(C::OutletId.eq(row.outlet_id))
        .filter(C::Pollutant.eq(row.pollutant.as_str()))
        .filter(C::Averaging.eq(row.averaging))
        .filter(C::RecordedAt.gt(ctx.now().minus(DAY)))
        .filter(C::Id.lt(row.id));
    Ok(before.one(tx).await?.is_some())
}

/// Tells that the bureau asks, and by when the answer is due.
pub(super) async fn tell_asked(tx: &impl ConnectionTrait, ctx: &Ctx, row: &exceedance::Model) -> Result<()> {
    let Some(due_at) = row.answer_due else { return Ok(()) };
    for person in people(tx, ctx, row.enterprise_id).await? {
        messages::tell(tx, ctx, &person, &ExceedanceAsked { name: &person.name, due_at }).await?;
    }
    Ok(())
}

/// Everybody who can answer for an enterprise.
async fn people(tx: &impl ConnectionTrait, ctx: &Ctx, enterprise_id: i64) -> Result<Vec<account::Model>> {
    let people = account::Entity::find()
        .filter(account::Column::EnterpriseId.eq(enterprise_id))
        .filter(account::Column::Role.is_in(who_may(Action::AnswerExceedance)))
        .filter(accounts::open_at(ctx.now()))
        .order_by_asc(account::Column::Id);
    Ok(people.all(tx).await?)
}
