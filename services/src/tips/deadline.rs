//! By when a tip-off moves on.

use domain::{
    calendar::Calendar,
    time::Stamp,
    tip::{Times, TipStatus, due},
};
use entities::tip;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::{Ctx, Result};

/// The last moment for what is due next; nothing once it is declined or answered.
pub(super) fn due_at(
    calendar: &Calendar,
    status: TipStatus,
    received_at: Stamp,
    accepted_at: Option<Stamp>,
) -> Option<Stamp> {
    let times = Times { received_at, accepted_at, is_extended: false };
    // Its day is then the last day, and not the first one on which it is overdue.
    due(status, &times, calendar).map(|due| due.at().minus(1))
}

/// Counts the terms of all that is open anew.
pub(crate) async fn count_terms(ctx: &Ctx, calendar: &Calendar) -> Result<()> {
    use tip::Column as C;

    let tx = ctx.store.write().await?;
    // Nothing of what is encrypted is read.
    let terms: Vec<(i64, TipStatus, Stamp, Option<Stamp>, Stamp)> = tip::Entity::find()
        .select_only()
        .columns([C::Id, C::Status, C::ReceivedAt, C::AcceptedAt, C::DueAt])
        .filter(C::Status.is_not_in([TipStatus::Declined, TipStatus::Answered]))
        .into_tuple()
        .all(&tx)
        .await?;
    for (id, status, received_at, accepted_at, told) in terms {
        let Some(due_at) = due_at(calendar, status, received_at, accepted_at).filter(|due| *due != told) else {
            continue;
        };
        let change = tip::ActiveModel { due_at: Set(due_at), ..Default::default() };
        // What moved on meanwhile has another term.
        let same = tip::Entity::update_many().filter(C::Id.eq(id)).filter(C::Status.eq(status));
        same.set(change).exec(&tx).await?;
    }
    Ok(tx.commit().await?)
}
