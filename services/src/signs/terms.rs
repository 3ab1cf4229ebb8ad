//! By when the enterprise answers a question about a sign. The bureau has set itself no term for signs.

use std::collections::HashMap;

use domain::{calendar::Calendar, dialogue::EventEntryKind, sign::SignStatus, time::Stamp};
use entities::{sign, sign_entry};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::{Ctx, Result, dialogue::answer_due};

/// Counts the terms of all that is not settled anew: put off and never shortened, for the enterprise was told the earlier day.
pub(crate) async fn count_terms(ctx: &Ctx, calendar: &Calendar) -> Result<()> {
    use sign::Column as C;
    // Those that go to an inspection, too: their enterprise sees the term of its question still, and must not be able to tell.
    let open = C::Status.is_in([SignStatus::Asked, SignStatus::Answered, SignStatus::Inspected]);
    let tx = ctx.store.write().await?;
    let asked_last: HashMap<i64, Stamp> = sign_entry::Entity::find()
        .select_only()
        .column(sign_entry::Column::SignId)
        .column_as(sign_entry::Column::At.max(), "last")
        .filter(sign_entry::Column::Kind.eq(EventEntryKind::Question))
        .inner_join(sign::Entity)
        .filter(open.clone())
        .group_by(sign_entry::Column::SignId)
        .into_tuple()
        .all(&tx)
        .await?
        .into_iter()
        .collect();
    let rows = sign::Entity::find().filter(open.clone()).filter(C::AnswerDue.is_not_null()).all(&tx).await?;
    for row in rows {
        let Some((told, asked)) = row.answer_due.zip(asked_last.get(&row.id)) else { continue };
        let due = told.max(answer_due(calendar, *asked));
        if due == told {
            continue;
        }
        let change = sign::ActiveModel { answer_due: Set(Some(due)), ..Default::default() };
        sign::Entity::update_many().filter(C::Id.eq(row.id)).filter(open.clone()).set(change).exec(&tx).await?;
    }
    Ok(tx.commit().await?)
}
