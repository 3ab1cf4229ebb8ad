//! The events of an enterprise, as its people see them.

use domain::{
    access::Action,
    calendar::Known,
    exceedance::{EventEntryKind, EventStatus, Step, next},
};
use entities::{exceedance, exceedance_entry};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    Entry, EventRow, Period, entry,
    load::of_own,
    period::of_events,
    row::rows,
    show::{Course, course},
};
use crate::{Ctx, Error, Result, Seen, accounts::Actor};

/// More events than any list shows: the newest.
const MOST: u64 = 200;

/// An event with its dialogue.
#[derive(Clone, Debug)]
pub struct OwnEventView {
    /// What the list shows.
    pub row: EventRow,
    /// Its periods in their newest editions, oldest first.
    pub periods: Vec<Period>,
    /// The means around it.
    pub course: Course,
    /// The dialogue, oldest first; nobody of the bureau is named.
    pub entries: Vec<Entry>,
    /// Whether an answer is taken.
    pub is_open: bool,
    /// The first year that the term touches whose working days are not settled, and how well they are known.
    pub doubt: Option<(i32, Known)>,
    /// Where it stands for the enterprise, for the form of its page.
    pub seen: Seen,
}

/// The events of the own enterprise: those that wait for an answer first, by their due day, then the newest. What has gone to an
/// inspection is shown as it stood before: an announced inspection finds nothing.
///
/// # Errors
/// [`Forbidden`](Error::Forbidden) for whoever belongs to no enterprise.
pub async fn own(ctx: &Ctx, actor: &Actor) -> Result<Vec<EventRow>> {
    actor.must(Action::ReadOwnEnterprise)?;
    let db = ctx.store.read();
    let found = of_own(actor)
        .order_by_desc(exceedance::Column::BeganAt)
        .order_by_desc(exceedance::Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    let inspected = found.iter().filter(|row| row.status == EventStatus::Inspected).map(|row| row.id);
    let answered: Vec<i64> = exceedance_entry::Entity::find()
        .filter(exceedance_entry::Column::ExceedanceId.is_in(inspected))
        .filter(exceedance_entry::Column::Kind.eq(EventEntryKind::Answer))
        .select_only()
        .column(exceedance_entry::Column::ExceedanceId)
        .into_tuple()
        .all(db)
        .await?;
    let shown: Vec<_> = found
        .into_iter()
        .map(|row| {
            let has_answered = answered.contains(&row.id);
            as_shown(row, has_answered)
        })
        .collect();
    let mut own = rows(ctx, shown).await?;
    own.sort_by_key(|row| (row.answer_due.is_none(), row.answer_due));
    Ok(own)
}

/// One of them, with its dialogue.
///
/// # Errors
/// [`NotFound`](Error::NotFound) for somebody else's event.
pub async fn show_own(ctx: &Ctx, actor: &Actor, id: i64) -> Result<OwnEventView> {
    actor.must(Action::ReadOwnEnterprise)?;
    let db = ctx.store.read();
    let stored = of_own(actor).filter(exceedance::Column::Id.eq(id)).one(db).await?.ok_or(Error::NotFound)?;
    let mut entries = entry::of_event(ctx, id).await?;
    let is_open = next(stored.status, Step::Answer).is_ok();
    entries.retain(|entry| is_shown(&stored, entry.kind));
    for entry in entries.iter_mut().filter(|entry| !entry.kind.is_of_enterprise()) {
        entry.by = None;
    }
    let asked = entries.iter().rev().find(|entry| entry.kind == EventEntryKind::Question).map(|entry| entry.at);
    let has_answered = entries.iter().any(|entry| entry.kind == EventEntryKind::Answer);
    let shown = as_shown(stored, has_answered);
    let seen = own_seen(&shown, entries.len());
    let course = course(ctx, &shown).await?;
    let row = rows(ctx, vec![shown]).await?.pop().ok_or(Error::NotFound)?;
    Ok(OwnEventView {
        periods: of_events(db, &[id]).await?.remove(&id).unwrap_or_default(),
        doubt: asked.zip(row.answer_due).and_then(|(asked, due)| ctx.calendar().doubt(asked.day(), due.day())),
        course,
        row,
        entries,
        is_open,
        seen,
    })
}

/// Goes on only where the event stands as the enterprise's page showed it. What it is not shown does not count, and that it goes
/// on for another hour takes nothing from an answer.
pub(super) async fn must_stand(tx: &impl ConnectionTrait, row: &exceedance::Model, shown: &Seen) -> Result<()> {
    let kinds: Vec<EventEntryKind> = exceedance_entry::Entity::find()
        .select_only()
        .column(exceedance_entry::Column::Kind)
        .filter(exceedance_entry::Column::ExceedanceId.eq(row.id))
        .into_tuple()
        .all(tx)
        .await?;
    let kinds: Vec<_> = kinds.into_iter().filter(|kind| is_shown(row, *kind)).collect();
    let has_answered = kinds.contains(&EventEntryKind::Answer);
    shown.must_be(&own_seen(&as_shown(row.clone(), has_answered), kinds.len()))
}

fn own_seen(shown: &exceedance::Model, written: usize) -> Seen {
    Seen::of(shown.status, written)
}

/// Whether the enterprise sees such an entry: why it goes to an inspection it does not.
fn is_shown(row: &exceedance::Model, kind: EventEntryKind) -> bool {
    row.status != EventStatus::Inspected || kind != EventEntryKind::Closing
}

/// The event in the enterprise's eyes.
fn as_shown(row: exceedance::Model, has_answered: bool) -> exceedance::Model {
    if row.status != EventStatus::Inspected {
        return row;
    }
    let status = match (has_answered, row.answer_due) {
        (true, _) => EventStatus::Answered,
        (false, Some(_)) => EventStatus::Asked,
        (false, None) => EventStatus::Open,
    };
    exceedance::Model { status, outcome: None, ground: None, closed_at: None, closed_by: None, ..row }
}
