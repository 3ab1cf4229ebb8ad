//! The signs that an enterprise was asked about, as its people see them.

use domain::{
    access::Action,
    calendar::Known,
    dialogue::{EventEntryKind, Turn},
    sign::{SignStatus, Step, next},
};
use entities::sign;
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    Course, SignRow,
    entry::{self, kinds, turns},
    load::of_own,
    row::rows,
    show::course,
};
use crate::{Conflict, Ctx, Error, Result, Seen, accounts::Actor, dialogue::Entry};

/// More signs than any list shows: the newest.
const MOST: u64 = 200;

/// A sign with its dialogue.
#[derive(Clone, Debug)]
pub struct OwnSignView {
    /// What the list shows.
    pub row: SignRow,
    /// The hourly means around it.
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

/// The signs that the own enterprise was asked about: those that wait for an answer first, by their due day, then the newest. What
/// has gone to an inspection is shown as it stood before.
///
/// # Errors
/// [`Forbidden`](Error::Forbidden) for whoever belongs to no enterprise.
pub async fn own(ctx: &Ctx, actor: &Actor) -> Result<Vec<SignRow>> {
    actor.must(Action::ReadOwnEnterprise)?;
    let db = ctx.store.read();
    let newest = of_own(actor).order_by_desc(sign::Column::AskedAt).order_by_desc(sign::Column::Id);
    let found = newest.limit(MOST).all(db).await?;
    let inspected = found.iter().filter(|row| row.status == SignStatus::Inspected).map(|row| row.id);
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
/// [`NotFound`](Error::NotFound) for somebody else's sign, and for one about which nobody asked.
pub async fn show_own(ctx: &Ctx, actor: &Actor, id: i64) -> Result<OwnSignView> {
    actor.must(Action::ReadOwnEnterprise)?;
    let db = ctx.store.read();
    let stored = of_own(actor).filter(sign::Column::Id.eq(id)).one(db).await?.ok_or(Error::NotFound)?;
    let mut entries = entry::of_sign(ctx, id).await?;
    entries.retain(|entry| is_shown(&stored, entry.kind));
    for entry in entries.iter_mut().filter(|entry| !entry.kind.is_of_enterprise()) {
        entry.by = None;
    }
    let asked = entries.iter().rev().find(|entry| entry.kind == EventEntryKind::Question).map(|entry| entry.at);
    let shown = as_shown(Turn::after(entries.iter().map(|entry| entry.kind.word())), stored);
    let is_open = takes_an_answer(&shown);
    let seen = own_seen(&shown, entries.len());
    let course = course(ctx, &shown).await?;
    let row = rows(ctx, vec![shown]).await?.pop().ok_or(Error::NotFound)?;
    Ok(OwnSignView {
        doubt: asked.zip(row.answer_due).and_then(|(asked, due)| ctx.calendar().doubt(asked.day(), due.day())),
        course,
        row,
        entries,
        is_open,
        seen,
    })
}

/// Goes on only where the sign stands as the enterprise's page showed it, and takes an answer there.
pub(super) async fn must_stand(tx: &impl ConnectionTrait, row: &sign::Model, shown: &Seen) -> Result<()> {
    let kinds = kinds(tx, [row.id]).await?;
    let turn = Turn::after(kinds.iter().map(|(_, kind)| kind.word()));
    let written = kinds.iter().filter(|(_, kind)| is_shown(row, *kind)).count();
    let stands = as_shown(turn, row.clone());
    shown.must_be(&own_seen(&stands, written))?;
    if takes_an_answer(&stands) {
        return Ok(());
    }
    Err(Conflict::NotReady(format!("a sign that is {} takes no answer", stands.status)).into())
}

/// Whether a sign takes an answer, as the enterprise sees it: what it is not told must not show in what it may do.
fn takes_an_answer(shown: &sign::Model) -> bool {
    next(shown.status, Step::Answer).is_ok()
}

fn own_seen(shown: &sign::Model, written: usize) -> Seen {
    Seen::of(shown.status, written)
}

/// Whether the enterprise sees such an entry: why it goes to an inspection it does not.
fn is_shown(row: &sign::Model, kind: EventEntryKind) -> bool {
    row.status != SignStatus::Inspected || kind != EventEntryKind::Closing
}

/// The sign in the enterprise's eyes, by whose turn it is.
fn as_shown(turn: Turn, row: sign::Model) -> sign::Model {
    if row.status != SignStatus::Inspected {
        return row;
    }
    let status = if row.is_left { SignStatus::by(turn) } else { SignStatus::Gone };
    sign::Model { status, outcome: None, closed_at: None, closed_by: None, ..row }
}
