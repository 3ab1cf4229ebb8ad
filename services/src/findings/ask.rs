//! Asking an enterprise about a finding.

use domain::{
    access::{Action, Role},
    calendar::Calendar,
    finding::{EntryKind, FindingEvent, answer_day},
    quarter::Quarter,
    time::{Stamp, end_of},
};
use entities::account;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    entry::{checked, done_before, must_stand, put},
    load::load_for_change,
    step::step,
};
use crate::{
    Ctx, FormKey, Result, Seen,
    accounts::Actor,
    mail::{self, FindingAsked},
    once::replayed,
};

/// Asks the enterprise (请企业说明) about a finding as it was `shown`, once for each form. Its people hear of it by
/// mail, which says only that there is a question and by when the answer is due.
///
/// # Errors
/// [`Invalid`](crate::Error::Invalid) for the field `question` when it says too little or too much;
/// [`Conflict`](crate::Error::Conflict) when the finding is not ready for that, or not as it was shown:
/// somebody else was there first.
pub async fn ask(ctx: &Ctx, actor: &Actor, (id, shown): (i64, &Seen), question: &str, form: &FormKey) -> Result<()> {
    actor.must(Action::SettleFinding)?;
    let question = &*checked("question", question)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, actor, id).await?;
    if replayed(&tx, ctx, actor, form).await? {
        return done_before(&tx, actor, id, (EntryKind::Question, question)).await;
    }
    must_stand(&tx, &row, shown).await?;
    let (now, enterprise, quarter) = (ctx.now(), row.enterprise_id, row.quarter);
    let due = answer_due(now);
    let first_asked = row.asked_at.or(Some(now));
    step(&tx, ctx, actor, row, FindingEvent::Ask, |row| {
        row.asked_at = Set(first_asked);
        row.answer_due = Set(Some(due));
    })
    .await?;
    put(&tx, ctx, actor, id, (EntryKind::Question, question)).await?;
    tell(&tx, ctx, enterprise, quarter, due).await?;
    Ok(tx.commit().await?)
}

/// The last moment for an explanation that is asked for at a moment.
fn answer_due(asked_at: Stamp) -> Stamp {
    end_of(answer_day(asked_at.day(), &Calendar::built_in())).minus(1)
}

/// Writes to everybody who can answer for the enterprise.
async fn tell(tx: &impl ConnectionTrait, ctx: &Ctx, enterprise_id: i64, quarter: Quarter, due_at: Stamp) -> Result<()> {
    let people = account::Entity::find()
        .filter(account::Column::EnterpriseId.eq(enterprise_id))
        .filter(account::Column::Role.is_in([Role::Preparer, Role::Certifier]))
        .filter(account::Column::DisabledAt.is_null())
        .order_by_asc(account::Column::Id)
        .all(tx)
        .await?;
    for person in people {
        if let Some(email) = person.email {
            mail::queue(tx, ctx, email, &FindingAsked { name: &person.name, quarter, due_at }).await?;
        }
    }
    Ok(())
}
