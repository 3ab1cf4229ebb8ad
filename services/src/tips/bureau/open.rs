//! Reading one tip-off.

use domain::{
    access::Action,
    calendar::Known,
    case::ViolationKind,
    credit_code::CreditCode,
    time::{MINUTE, Stamp},
    tip::TipStatus,
};
use entities::{audit as audit_line, enterprise, tip_photo};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;

use super::load::load;
use crate::{
    Ctx, Result, Seen,
    accounts::Actor,
    audit::{self, Act, Subject},
    tips::{Message, Position, content::Content, follow::messages},
};

/// A tip-off as those see it who handle it: everything but its reporter.
#[derive(Clone, PartialEq, Eq)]
pub struct TipForBureau {
    /// Its number.
    pub tip_no: String,
    /// What it is about.
    pub kind: Option<ViolationKind>,
    /// The enterprise that it is about.
    pub enterprise: Option<(CreditCode, String)>,
    /// The enterprise in the reporter's words.
    pub company: Option<String>,
    /// What was seen.
    pub text: String,
    /// When, in words.
    pub when: Option<String>,
    /// Where, in words.
    pub place: Option<String>,
    /// Where, on the map.
    pub position: Option<Position>,
    /// Keys of its photos.
    pub photos: Vec<i64>,
    /// Where it stands.
    pub status: TipStatus,
    /// When it arrived.
    pub received_at: Stamp,
    /// By when the next thing is due.
    pub due_at: Stamp,
    /// The first year that the term touches whose working days are not settled, and how well they are known.
    pub doubt: Option<(i32, Known)>,
    /// When it was answered.
    pub closed_at: Option<Stamp>,
    /// The dialogue, oldest first.
    pub messages: Vec<Message>,
    /// Where it stands, for the forms of its page.
    pub seen: Seen,
    /// Whether the reporter left a contact, which the identity custodian can open.
    pub has_contact: bool,
}

/// A reading lasts so long, in milliseconds: whoever looks again meanwhile has not read it twice.
const SITTING: i64 = 30 * MINUTE;

/// Reads a tip-off, and notes who did: its reporter is told how often it was read.
pub async fn open(ctx: &Ctx, actor: &Actor, tip_no: &str) -> Result<TipForBureau> {
    actor.must(Action::ReadTip)?;
    let row = load(ctx.store.read(), actor, tip_no).await?;
    note(ctx, actor, row.id).await?;
    let db = ctx.store.read();
    let enterprise = match row.enterprise_id {
        Some(id) => enterprise::Entity::find_by_id(id).one(db).await?.map(|found| (found.credit_code, found.name)),
        None => None,
    };
    let photos = tip_photo::Entity::find()
        .select_only()
        .column(tip_photo::Column::Id)
        .filter(tip_photo::Column::TipId.eq(row.id))
        .order_by_asc(tip_photo::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let Content { text, when, company, place, position } = Content::read(ctx, &row)?;
    let messages = messages(ctx, row.id).await?;
    let is_open = !matches!(row.status, TipStatus::Declined | TipStatus::Answered);
    Ok(TipForBureau {
        seen: Seen::of(row.status, messages.len()),
        messages,
        has_contact: row.contact.is_some(),
        tip_no: row.tip_no,
        kind: row.kind,
        enterprise,
        company,
        text,
        when,
        place,
        position,
        photos,
        status: row.status,
        received_at: row.received_at,
        due_at: row.due_at,
        doubt: is_open.then(|| ctx.calendar().doubt(ctx.now().day(), row.due_at.day())).flatten(),
        closed_at: row.closed_at,
    })
}

async fn note(ctx: &Ctx, actor: &Actor, tip_id: i64) -> Result<()> {
    let subject = Subject("tip", tip_id);
    let lately = audit_line::Entity::find()
        .filter(audit_line::Column::Subject.eq(subject.to_string()))
        .filter(audit_line::Column::Action.eq(Act::ReadTip.as_str()))
        .filter(audit_line::Column::AccountId.eq(actor.account_id))
        .filter(audit_line::Column::At.gt(ctx.now().minus(SITTING)))
        .count(ctx.store.read())
        .await?;
    if lately > 0 {
        return Ok(());
    }
    let tx = ctx.store.write().await?;
    audit::note(&tx, ctx, Some(actor), Act::ReadTip, subject, json!({})).await?;
    Ok(tx.commit().await?)
}

/// Nothing of a tip-off is for a log.
impl std::fmt::Debug for TipForBureau {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TipForBureau({}, {})", self.tip_no, self.status)
    }
}
