//! By when the enterprise answers a question about an event, and the bureau settles it.

use std::collections::HashMap;

use domain::{
    calendar::Calendar,
    exceedance::{EventEntryKind, EventStatus, HANDLING_TERM},
    judgement::length,
    limit::Averaging,
    time::{Stamp, end_of},
};
use entities::{exceedance, exceedance_entry};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::{Ctx, Result, dialogue::answer_due};

/// The last moment of the bureau's own term for an event: it runs from the day on which it was recorded, or on which its last period
/// ended where that is later, since what goes on cannot be concluded.
pub fn handle_due(calendar: &Calendar, recorded_at: Stamp, (averaging, last_at): (Averaging, Stamp)) -> Stamp {
    let ended = last_at.plus(length(averaging.interval()));
    end_of(calendar.end(recorded_at.max(ended).day(), HANDLING_TERM)).minus(1)
}

/// Counts the terms of all that is not settled anew, as those of findings are: put off and never shortened, for the enterprise
/// was told the earlier day.
pub(crate) async fn count_terms(ctx: &Ctx, calendar: &Calendar) -> Result<()> {
    use exceedance::Column as C;
    // Those that go to an inspection, too: their enterprise sees the term of its question still, and must not be able to tell.
    let open = [EventStatus::Open, EventStatus::Asked, EventStatus::Answered, EventStatus::Inspected];
    let open = C::Status.is_in(open);
    let tx = ctx.store.write().await?;
    let rows = exceedance::Entity::find().filter(open.clone()).all(&tx).await?;
    let asked_last: HashMap<i64, Stamp> = exceedance_entry::Entity::find()
        .select_only()
        .column(exceedance_entry::Column::ExceedanceId)
        .column_as(exceedance_entry::Column::At.max(), "last")
        .filter(exceedance_entry::Column::Kind.eq(EventEntryKind::Question))
        .inner_join(exceedance::Entity)
        .filter(open.clone())
        .group_by(exceedance_entry::Column::ExceedanceId)
        .into_tuple()
        .all(&tx)
        .await?
        .into_iter()
        .collect();
    for row in rows {
        let asked = asked_last.get(&row.id).map(|at| answer_due(calendar, *at));
        let answer = row.answer_due.map(|told| told.max(asked.unwrap_or(told)));
        let handle = row.handle_due.max(handle_due(calendar, row.recorded_at, (row.averaging, row.last_at)));
        if (answer, handle) == (row.answer_due, row.handle_due) {
            continue;
        }
        let change = exceedance::ActiveModel { answer_due: Set(answer), handle_due: Set(handle), ..Default::default() };
        let same = exceedance::Entity::update_many().filter(C::Id.eq(row.id)).filter(open.clone());
        same.set(change).exec(&tx).await?;
    }
    Ok(tx.commit().await?)
}
