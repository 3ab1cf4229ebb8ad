//! A dialogue of the bureau with an enterprise as it is kept: what events of exceedance and signs in the data share.

use std::collections::HashMap;

use domain::{
    calendar::Calendar,
    dialogue::EventEntryKind,
    exceedance::ANSWER_TERM,
    input::{self, Read},
    time::{Stamp, end_of},
};
use entities::account;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::{Error, Result};

/// The most characters of a question, an answer or a reason.
pub const LONGEST_TEXT: usize = 2_000;
/// The fewest: what says nothing helps nobody.
const SHORTEST_TEXT: usize = 5;

/// What is written.
pub type Words = input::Words<SHORTEST_TEXT, LONGEST_TEXT>;

/// A text of a dialogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Question, answer or closing.
    pub kind: EventEntryKind,
    /// What was written.
    pub text: String,
    /// When.
    pub at: Stamp,
    /// Who, by the name of their account; the bureau's names are left out where the enterprise reads.
    pub by: Option<String>,
}

/// A text as it is stored.
pub(crate) struct Written {
    pub(crate) kind: EventEntryKind,
    pub(crate) text: String,
    pub(crate) at: Stamp,
    pub(crate) account_id: Option<i64>,
}

/// A text that somebody wrote, as it is kept.
pub(crate) fn checked(field: &'static str, text: &str) -> Result<Words> {
    Words::read(text).map_err(|issue| Error::issue(field, issue))
}

/// Texts with the names of their writers.
pub(crate) async fn signed(db: &impl ConnectionTrait, rows: Vec<Written>) -> Result<Vec<Entry>> {
    let writers: Vec<i64> = rows.iter().filter_map(|row| row.account_id).collect();
    let names = account::Entity::find().filter(account::Column::Id.is_in(writers)).all(db).await?;
    let names: HashMap<i64, String> = names.into_iter().map(|account| (account.id, account.name)).collect();
    let entry = |row: Written| Entry {
        by: row.account_id.and_then(|id| names.get(&id).cloned()),
        kind: row.kind,
        text: row.text,
        at: row.at,
    };
    Ok(rows.into_iter().map(entry).collect())
}

/// The last moment for an answer that is asked for at a moment.
pub(crate) fn answer_due(calendar: &Calendar, asked_at: Stamp) -> Stamp {
    end_of(calendar.end(asked_at.day(), ANSWER_TERM)).minus(1)
}
