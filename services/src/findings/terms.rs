//! By when the enterprise explains.

use std::collections::HashMap;

use domain::{
    calendar::Calendar,
    finding::{EntryKind, FindingStatus, answer_day},
    time::{Stamp, end_of},
};
use entities::{finding, finding_message};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::{Ctx, Result};

/// The last moment for an explanation that is asked for at a moment.
pub(super) fn answer_due(calendar: &Calendar, asked_at: Stamp) -> Stamp {
    end_of(answer_day(asked_at.day(), calendar)).minus(1)
}

/// Counts the terms of all that the bureau waits for anew, from its last question. They are put off and never shortened:
/// the enterprise was told the earlier day.
pub(crate) async fn count_terms(ctx: &Ctx, calendar: &Calendar) -> Result<()> {
    let tx = ctx.store.write().await?;
    // Those that go to an inspection, too: their enterprise sees the term of its question still, and must not be able to tell.
    let asked = finding::Column::Status.is_in([FindingStatus::Asked, FindingStatus::Inspected]);
    let rows = finding::Entity::find().filter(asked.clone()).all(&tx).await?;
    let asked_last: HashMap<i64, Stamp> = finding_message::Entity::find()
        .select_only()
        .column(finding_message::Column::FindingId)
        .column_as(finding_message::Column::At.max(), "last")
        .filter(finding_message::Column::Kind.eq(EntryKind::Question))
        .inner_join(finding::Entity)
        .filter(asked.clone())
        .group_by(finding_message::Column::FindingId)
        .into_tuple()
        .all(&tx)
        .await?
        .into_iter()
        .collect();
    for row in rows {
        let Some(asked_at) = asked_last.get(&row.id).copied().or(row.asked_at) else { continue };
        let due = answer_due(calendar, asked_at);
        if row.answer_due.is_some_and(|told| told >= due) {
            continue;
        }
        let change = finding::ActiveModel { answer_due: Set(Some(due)), ..Default::default() };
        let same = finding::Entity::update_many().filter(finding::Column::Id.eq(row.id)).filter(asked.clone());
        same.set(change).exec(&tx).await?;
    }
    Ok(tx.commit().await?)
}
