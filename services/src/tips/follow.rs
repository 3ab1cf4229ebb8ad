//! Following a tip-off with its receipt code.

use std::{collections::BTreeMap, fmt};

use domain::{
    access::Role,
    case::ViolationKind,
    input::{Issue, clean},
    time::Stamp,
    tip::{BadReceiptCode, TipAuthor, TipStatus},
};
use entities::{audit, enterprise, tip, tip_message, tip_photo};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use super::{Column, Position, ReceiptCode, content::Content, find::find, padding::unpad};
use crate::{
    Ctx, Error, Result,
    audit::{Act, Subject},
    throttle::ClientKey,
};

/// A tip-off as its reporter sees it.
#[derive(Clone, PartialEq, Eq)]
pub struct TipForReporter {
    /// Its number.
    pub tip_no: String,
    /// What it is about.
    pub kind: Option<ViolationKind>,
    /// Name of the enterprise that it is about.
    pub enterprise: Option<String>,
    /// What the reporter wrote, so that they know which of their reports it is.
    pub text: String,
    /// When it happened, in their words.
    pub when: Option<String>,
    /// The enterprise in their words.
    pub company: Option<String>,
    /// Where, in their words.
    pub place: Option<String>,
    /// Where, on the map.
    pub position: Option<Position>,
    /// How many photos arrived.
    pub photos: u64,
    /// Where it stands.
    pub status: TipStatus,
    /// When it arrived.
    pub received_at: Stamp,
    /// By when the reporter hears the next thing; absent when nothing more is due.
    pub due_at: Option<Stamp>,
    /// When it was answered.
    pub closed_at: Option<Stamp>,
    /// The dialogue, oldest first.
    pub messages: Vec<Message>,
    /// How often it was read, by role.
    pub read_by: BTreeMap<Role, usize>,
    /// When the reporter's identity was opened.
    pub identity_opened: Vec<Stamp>,
}

/// A message of the dialogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Who wrote it.
    pub author: TipAuthor,
    /// What.
    pub text: String,
    /// When.
    pub at: Stamp,
}

/// The tip-off of a receipt code.
///
/// # Errors
/// [`Error::Invalid`] for the field `code` when it has not 16 digits; [`Error::NotFound`] when there is no such
/// tip-off; [`Error::Throttled`] after too many wrong codes.
pub async fn follow(ctx: &Ctx, code: &str, client: ClientKey) -> Result<TipForReporter> {
    let row = find(ctx, &read(code)?, client).await?;
    let db = ctx.store.read();
    let enterprise = match row.enterprise_id {
        Some(id) => enterprise::Entity::find_by_id(id).one(db).await?.map(|found| found.name),
        None => None,
    };
    let (read_by, identity_opened) = seen(ctx, row.id).await?;
    let Content { text, when, company, place, position } = Content::read(ctx, &row)?;
    Ok(TipForReporter {
        photos: tip_photo::Entity::find().filter(tip_photo::Column::TipId.eq(row.id)).count(db).await?,
        messages: messages(ctx, row.id).await?,
        due_at: is_open(&row).then_some(row.due_at),
        tip_no: row.tip_no,
        kind: row.kind,
        enterprise,
        text,
        when,
        company,
        place,
        position,
        status: row.status,
        received_at: row.received_at,
        closed_at: row.closed_at,
        read_by,
        identity_opened,
    })
}

/// Nothing of a tip-off is for a log.
impl fmt::Debug for TipForReporter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TipForReporter({}, {})", self.tip_no, self.status)
    }
}

pub(super) fn read(code: &str) -> Result<ReceiptCode> {
    code.parse().map_err(|_: BadReceiptCode| Error::issue("code", no_code(code)))
}

pub(super) fn is_open(row: &tip::Model) -> bool {
    !matches!(row.status, TipStatus::Declined | TipStatus::Answered)
}

/// The dialogue of a tip-off, oldest first.
pub(super) async fn messages(ctx: &Ctx, tip_id: i64) -> Result<Vec<Message>> {
    let rows = tip_message::Entity::find()
        .filter(tip_message::Column::TipId.eq(tip_id))
        .order_by_asc(tip_message::Column::Id)
        .all(ctx.store.read())
        .await?;
    let opened = rows.into_iter().map(|row| {
        let text = ctx.keys()?.unseal(Column::MessageBody, row.id, &row.body)?;
        Ok(Message { author: row.author, text: String::from_utf8_lossy(unpad(&text)).into_owned(), at: row.at })
    });
    opened.collect()
}

async fn seen(ctx: &Ctx, tip_id: i64) -> Result<(BTreeMap<Role, usize>, Vec<Stamp>)> {
    let lines = audit::Entity::find()
        .filter(audit::Column::Subject.eq(Subject("tip", tip_id).to_string()))
        .filter(audit::Column::Action.is_in([Act::ReadTip, Act::OpenIdentity].map(Act::as_str)))
        .order_by_asc(audit::Column::Id)
        .all(ctx.store.read())
        .await?;
    let mut read_by = BTreeMap::new();
    let mut opened = Vec::new();
    for line in lines {
        if line.action == Act::OpenIdentity.as_str() {
            opened.push(line.at);
        } else {
            *read_by.entry(line.role).or_default() += 1;
        }
    }
    Ok((read_by, opened))
}

fn no_code(typed: &str) -> Issue {
    if clean(typed).is_empty() { Issue::Missing } else { Issue::NoReceiptCode }
}
