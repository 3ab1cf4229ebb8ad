//! By when a tip-off moves on.

use domain::{
    calendar::Calendar,
    time::Stamp,
    tip::{Times, TipStatus, due},
};
use entities::tip;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

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
    let tx = ctx.store.write().await?;
    let open = tip::Column::Status.is_not_in([TipStatus::Declined, TipStatus::Answered]);
    for row in tip::Entity::find().filter(open).all(&tx).await? {
        let Some(due_at) = due_at(calendar, row.status, row.received_at, row.accepted_at) else { continue };
        if due_at == row.due_at {
            continue;
        }
        let change = tip::ActiveModel { due_at: Set(due_at), ..Default::default() };
        // What moved on meanwhile has another term.
        let same =
            tip::Entity::update_many().filter(tip::Column::Id.eq(row.id)).filter(tip::Column::Status.eq(row.status));
        same.set(change).exec(&tx).await?;
    }
    Ok(tx.commit().await?)
}
