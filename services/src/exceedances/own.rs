//! The events of an enterprise, as its people see them.

use std::collections::{HashMap, HashSet};

use domain::{
    access::Action,
    calendar::Known,
    dialogue::{Turn, Word},
    exceedance::{EventEntryKind, EventStatus, Step, next},
};
use entities::{exceedance, exceedance_entry};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    EventRow, Period, entry,
    load::of_own,
    period::{of_events, with_own},
    row::rows,
    show::{Course, course},
};
use crate::{Conflict, Ctx, Error, Result, Seen, accounts::Actor, dialogue::Entry};

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
    let newest = of_own(actor).order_by_desc(exceedance::Column::BeganAt).order_by_desc(exceedance::Column::Id);
    let mut found = newest.limit(MOST).all(db).await?;
    // However many newer ones there are, a question stays on the list.
    let asked = of_own(actor)
        .filter(exceedance::Column::AnswerDue.is_not_null())
        .filter(exceedance::Column::Status.is_in([EventStatus::Asked, EventStatus::Inspected]))
        .order_by_desc(exceedance::Column::AnswerDue)
        .limit(MOST)
        .all(db)
        .await?;
    let listed: HashSet<i64> = found.iter().map(|row| row.id).collect();
    found.extend(asked.into_iter().filter(|row| !listed.contains(&row.id)));
    let inspected = found.iter().filter(|row| row.status == EventStatus::Inspected).map(|row| row.id);
    let turns = turns(db, inspected).await?;
    let turn = |id| turns.get(&id).copied().unwrap_or(Turn::Nobody);
    let shown: Vec<_> = found.into_iter().map(|row| as_shown(turn(row.id), row)).collect();
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
    entries.retain(|entry| is_shown(&stored, entry.kind));
    for entry in entries.iter_mut().filter(|entry| !entry.kind.is_of_enterprise()) {
        entry.by = None;
    }
    let asked = entries.iter().rev().find(|entry| entry.kind == EventEntryKind::Question).map(|entry| entry.at);
    let shown = as_shown(Turn::after(entries.iter().map(|entry| entry.kind.word())), stored);
    let is_open = takes_an_answer(&shown);
    let seen = own_seen(&shown, entries.len());
    let course = course(ctx, &shown).await?;
    let periods = of_events(db, &[id]).await?.remove(&id).unwrap_or_default();
    let periods = with_own(ctx, &shown, periods).await?;
    let row = rows(ctx, vec![shown]).await?.pop().ok_or(Error::NotFound)?;
    Ok(OwnEventView {
        periods,
        doubt: asked.zip(row.answer_due).and_then(|(asked, due)| ctx.calendar().doubt(asked.day(), due.day())),
        course,
        row,
        entries,
        is_open,
        seen,
    })
}

/// Goes on only where the event stands as the enterprise's page showed it, and takes an answer there. What the enterprise is not
/// shown does not count, and that it goes on for another hour takes nothing from an answer.
pub(super) async fn must_stand(tx: &impl ConnectionTrait, row: &exceedance::Model, shown: &Seen) -> Result<()> {
    let kinds = kinds(tx, [row.id]).await?;
    let turn = Turn::after(kinds.iter().map(|(_, kind)| kind.word()));
    let written = kinds.iter().filter(|(_, kind)| is_shown(row, *kind)).count();
    let stands = as_shown(turn, row.clone());
    shown.must_be(&own_seen(&stands, written))?;
    if takes_an_answer(&stands) {
        return Ok(());
    }
    Err(Conflict::NotReady(format!("an event that is {} takes no answer", stands.status)).into())
}

/// Whether an event takes an answer, as the enterprise sees it: what it is not told must not show in what it may do.
fn takes_an_answer(shown: &exceedance::Model) -> bool {
    next(shown.status, Step::Answer).is_ok()
}

fn own_seen(shown: &exceedance::Model, written: usize) -> Seen {
    Seen::of(shown.status, written)
}

/// Whether the enterprise sees such an entry: why it goes to an inspection it does not.
fn is_shown(row: &exceedance::Model, kind: EventEntryKind) -> bool {
    row.status != EventStatus::Inspected || kind != EventEntryKind::Closing
}

/// The event in the enterprise's eyes, by whose turn it is.
fn as_shown(turn: Turn, row: exceedance::Model) -> exceedance::Model {
    if row.status != EventStatus::Inspected {
        return row;
    }
    let status = if row.periods > 0 { EventStatus::by(turn) } else { EventStatus::Gone };
    exceedance::Model { status, outcome: None, ground: None, closed_at: None, closed_by: None, ..row }
}

/// Whose turn it is in each of some events.
pub(super) async fn turns(db: &impl ConnectionTrait, ids: impl IntoIterator<Item = i64>) -> Result<HashMap<i64, Turn>> {
    let mut words: HashMap<i64, Vec<Word>> = HashMap::new();
    for (id, kind) in kinds(db, ids).await? {
        words.entry(id).or_default().push(kind.word());
    }
    Ok(words.into_iter().map(|(id, words)| (id, Turn::after(words))).collect())
}

/// What was written about events, oldest first.
async fn kinds(db: &impl ConnectionTrait, ids: impl IntoIterator<Item = i64>) -> Result<Vec<(i64, EventEntryKind)>> {
    use exceedance_entry::Column as C;
    let kinds = exceedance_entry::Entity::find()
        .select_only()
        .columns([C::ExceedanceId, C::Kind])
        .filter(C::ExceedanceId.is_in(ids))
        .order_by_asc(C::Id);
    Ok(kinds.into_tuple().all(db).await?)
}
