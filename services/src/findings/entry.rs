//! What was written about a finding.

use std::collections::HashMap;

use domain::{
    finding::EntryKind,
    input::{self, Read},
    time::Stamp,
};
use entities::{account, finding, finding_message};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use crate::{Conflict, Ctx, Error, Result, Seen, accounts::Actor, secret};

/// The most characters of a question, an explanation or a reason.
pub const LONGEST_TEXT: usize = 2_000;
/// The fewest: what says nothing helps nobody.
const SHORTEST_TEXT: usize = 5;

/// What is written about a finding.
pub type Words = input::Words<SHORTEST_TEXT, LONGEST_TEXT>;

/// A text of a finding's dialogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Question, explanation or closing.
    pub kind: EntryKind,
    /// What was written.
    pub text: String,
    /// When.
    pub at: Stamp,
    /// Who, by the name of their account; the bureau's names are left out where the enterprise reads.
    pub by: Option<String>,
}

/// A text that somebody wrote, as it is kept.
pub(super) fn checked(field: &'static str, text: &str) -> Result<Words> {
    Words::read(text).map_err(|issue| Error::issue(field, issue))
}

pub(super) async fn put(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    actor: &Actor,
    finding_id: i64,
    (kind, text): (EntryKind, &str),
) -> Result<()> {
    let row = finding_message::ActiveModel {
        finding_id: Set(finding_id),
        kind: Set(kind),
        body: Set(text.to_owned()),
        at: Set(ctx.now()),
        account_id: Set(Some(actor.account_id)),
        ..Default::default()
    };
    finding_message::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// The answer to a form that is sent again: as if it had just been done, if it says the same; a form that was changed
/// in between was not sent, and its writer must hear so.
pub(super) async fn done_before(
    tx: &impl ConnectionTrait,
    actor: &Actor,
    finding_id: i64,
    (kind, text): (EntryKind, &str),
) -> Result<()> {
    let same = finding_message::Entity::find()
        .filter(finding_message::Column::FindingId.eq(finding_id))
        .filter(finding_message::Column::AccountId.eq(actor.account_id))
        .filter(finding_message::Column::Kind.eq(kind))
        .filter(finding_message::Column::Body.eq(text))
        .one(tx)
        .await?;
    match same {
        Some(_) => Ok(()),
        None => Err(Conflict::SentBefore.into()),
    }
}

/// Where a finding stands for whoever judges it: its state, its figures, and how much was written about it.
pub(super) fn seen(row: &finding::Model, written: usize) -> Seen {
    // A check that ran again may have put other figures into a finding that nobody has touched.
    let figures = secret::digest(row.inputs.as_bytes());
    Seen::of(format_args!("{}-{}", row.status, figures.get(..8).unwrap_or_default()), written)
}

/// Goes on only where the finding stands as its page showed it.
pub(super) async fn must_stand(tx: &impl ConnectionTrait, row: &finding::Model, shown: &Seen) -> Result<()> {
    let written = finding_message::Entity::find().filter(finding_message::Column::FindingId.eq(row.id));
    let written = usize::try_from(written.count(tx).await?).unwrap_or(usize::MAX);
    shown.must_be(&seen(row, written))
}

/// The dialogue of a finding, oldest first, with the names of its writers.
pub(super) async fn of_finding(ctx: &Ctx, finding_id: i64) -> Result<Vec<Entry>> {
    let db = ctx.store.read();
    let rows = finding_message::Entity::find()
        .filter(finding_message::Column::FindingId.eq(finding_id))
        .order_by_asc(finding_message::Column::Id)
        .all(db)
        .await?;
    let writers: Vec<i64> = rows.iter().filter_map(|row| row.account_id).collect();
    let names = account::Entity::find().filter(account::Column::Id.is_in(writers)).all(db).await?;
    let names: HashMap<i64, String> = names.into_iter().map(|account| (account.id, account.name)).collect();
    let entry = |row: finding_message::Model| Entry {
        by: row.account_id.and_then(|id| names.get(&id).cloned()),
        kind: row.kind,
        text: row.body,
        at: row.at,
    };
    Ok(rows.into_iter().map(entry).collect())
}
