//! The findings that an enterprise was asked about, as its people see them.

use std::collections::HashMap;

use domain::{
    access::Action,
    calendar::Known,
    dialogue::{Turn, Word},
    finding::{EntryKind, FindingEvent, FindingStatus, Outcome, Severity, next},
    quarter::Quarter,
    time::Stamp,
};
use entities::{finding, finding_message};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{About, Entry, Filed, describe, entry, inputs::frozen, load, newer::filed, show::is_correctable};
use crate::{Ctx, Error, Names, Result, Seen, accounts::Actor};

/// A finding in the enterprise's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnFinding {
    /// Its key, as in addresses.
    pub id: i64,
    /// About which quarter.
    pub quarter: Quarter,
    /// What the rule compares; absent where the register no longer has it.
    pub title: Option<Names>,
    /// What it is about.
    pub about: About,
    /// The rule's sentence.
    pub said: Names,
    /// How grave.
    pub severity: Severity,
    /// Where it stands: asked, explained, closed or superseded. What became an inspection is shown as it stood before.
    pub status: FindingStatus,
    /// What came out, once it is closed.
    pub outcome: Option<Outcome>,
    /// When it was asked first.
    pub asked_at: Stamp,
    /// The last moment for the answer, while it is awaited.
    pub answer_due: Option<Stamp>,
    /// The first year that the term touches whose working days are not settled, and how well they are known.
    pub doubt: Option<(i32, Known)>,
    /// Whether that is past.
    pub overdue: bool,
}

/// A finding with its dialogue.
#[derive(Clone, Debug)]
pub struct OwnFindingView {
    /// What the list shows.
    pub row: OwnFinding,
    /// Why a difference means something, and where the rule comes from.
    pub why: Option<Names>,
    /// The finding as it was frozen; it holds nothing but the enterprise's own figures.
    pub frozen: Option<domain::crosscheck::Finding>,
    /// Which signed version it is about.
    pub filed: Filed,
    /// The dialogue, oldest first; nobody of the bureau is named.
    pub entries: Vec<Entry>,
    /// Whether an explanation is taken.
    pub is_open: bool,
    /// Whether the declaration can still be corrected.
    pub is_correctable: bool,
    /// Where it stands for the enterprise, for the form of its page.
    pub seen: Seen,
}

/// The findings that the own enterprise was asked about: those that wait for an answer first, by their due day, then
/// the newest.
pub async fn own(ctx: &Ctx, actor: &Actor) -> Result<Vec<OwnFinding>> {
    actor.must(Action::ReadOwnEnterprise)?;
    let db = ctx.store.read();
    let found =
        load::own(actor).order_by_desc(finding::Column::AskedAt).order_by_desc(finding::Column::Id).all(db).await?;
    let inspected = found.iter().filter(|row| row.status == FindingStatus::Inspected).map(|row| row.id);
    let mut words: HashMap<i64, Vec<Word>> = HashMap::new();
    for (id, kind) in kinds(db, inspected).await? {
        words.entry(id).or_default().push(kind.word());
    }
    let turn = |id| Turn::after(words.get(&id).into_iter().flatten().copied());
    let mut own: Vec<_> = found.iter().map(|row| seen(ctx, row, turn(row.id))).collect();
    own.sort_by_key(|row| (row.answer_due.is_none(), row.answer_due));
    Ok(own)
}

/// One of them, with its dialogue.
///
/// # Errors
/// [`NotFound`](Error::NotFound) for somebody else's finding, and for one that nobody has asked about.
pub async fn show_own(ctx: &Ctx, actor: &Actor, id: i64) -> Result<OwnFindingView> {
    actor.must(Action::ReadOwnEnterprise)?;
    let db = ctx.store.read();
    let row = load::own(actor).filter(finding::Column::Id.eq(id)).one(db).await?.ok_or(Error::NotFound)?;
    let mut entries = entry::of_finding(ctx, id).await?;
    let turn = Turn::after(entries.iter().map(|entry| entry.kind.word()));
    entries.retain(|entry| is_shown(&row, entry.kind));
    for entry in entries.iter_mut().filter(|entry| !entry.kind.is_of_enterprise()) {
        entry.by = None;
    }
    let why = domain::crosscheck::rule(&row.rule).map(|rule| Names::new(rule.why.zh, rule.why.en));
    Ok(OwnFindingView {
        row: seen(ctx, &row, turn),
        why,
        frozen: frozen(&row).ok(),
        filed: filed(db, row.version_id).await?,
        seen: Seen::of(shown_as(&row, turn), entries.len()),
        entries,
        is_open: next(row.status, FindingEvent::Explain).is_ok(),
        is_correctable: is_correctable(ctx, &row).await?,
    })
}

/// Goes on only where the finding stands as the enterprise's page showed it. What it is not shown does not count.
pub(super) async fn must_stand(tx: &impl ConnectionTrait, row: &finding::Model, shown: &Seen) -> Result<()> {
    let kinds = kinds(tx, [row.id]).await?;
    let turn = Turn::after(kinds.iter().map(|(_, kind)| kind.word()));
    let written = kinds.iter().filter(|(_, kind)| is_shown(row, *kind)).count();
    shown.must_be(&Seen::of(shown_as(row, turn), written))
}

/// What was written about findings, oldest first.
async fn kinds(db: &impl ConnectionTrait, ids: impl IntoIterator<Item = i64>) -> Result<Vec<(i64, EntryKind)>> {
    use finding_message::Column as C;
    let kinds = finding_message::Entity::find()
        .select_only()
        .columns([C::FindingId, C::Kind])
        .filter(C::FindingId.is_in(ids))
        .order_by_asc(C::Id);
    Ok(kinds.into_tuple().all(db).await?)
}

/// Whether the enterprise sees such an entry: why it goes to an inspection it does not.
fn is_shown(row: &finding::Model, kind: EntryKind) -> bool {
    row.status != FindingStatus::Inspected || kind != EntryKind::Closing
}

/// Where the finding stands in the enterprise's eyes, by whose turn it is: one that goes to an inspection had been asked about.
fn shown_as(row: &finding::Model, turn: Turn) -> FindingStatus {
    match (row.status, turn) {
        (FindingStatus::Inspected, Turn::Bureau) => FindingStatus::Explained,
        (FindingStatus::Inspected, _) => FindingStatus::Asked,
        (other, _) => other,
    }
}

/// A row as the enterprise sees it.
fn seen(ctx: &Ctx, row: &finding::Model, turn: Turn) -> OwnFinding {
    let now = ctx.now();
    let status = shown_as(row, turn);
    let frozen = frozen(row).ok();
    let answer_due = row.answer_due.filter(|_| status == FindingStatus::Asked);
    let asked_at = row.asked_at.unwrap_or(row.created_at);
    OwnFinding {
        id: row.id,
        quarter: row.quarter,
        title: describe::title(&row.rule),
        about: describe::about(row, frozen.as_ref()),
        said: describe::said(row, frozen.as_ref()),
        severity: row.severity,
        status,
        outcome: row.outcome.filter(|_| status == FindingStatus::Closed),
        asked_at,
        answer_due,
        doubt: answer_due.and_then(|due| ctx.calendar().doubt(asked_at.day(), due.day())),
        overdue: answer_due.is_some_and(|due| due < now),
    }
}
