//! What is known about a reporter's identity without opening it, and who opened it before.

use std::collections::HashMap;

use domain::{access::Action, time::Stamp, tip::TipStatus};
use entities::{account, audit, tip};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;

use super::load::{load, visible};
use crate::{
    Ctx, Result,
    accounts::Actor,
    audit::{Act, Subject},
};

/// The most tip-offs in the custodian's list.
const MOST: u64 = 200;

/// A tip-off as the custodian sees it: nothing of what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityFile {
    /// Its number.
    pub tip_no: String,
    /// Where it stands.
    pub status: TipStatus,
    /// When it arrived.
    pub received_at: Stamp,
    /// Whether the reporter left a contact.
    pub has_contact: bool,
    /// Each time that the identity was opened, oldest first.
    pub openings: Vec<Opening>,
}

/// An opening of an identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// When.
    pub at: Stamp,
    /// The name of who did.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// What is known about the identity behind a tip-off. For those who may open it, and those who read the audit log.
pub async fn identity_file(ctx: &Ctx, actor: &Actor, tip_no: &str) -> Result<IdentityFile> {
    actor.must(Action::OpenIdentity).or_else(|_| actor.must(Action::ReadAudit))?;
    let row = load(ctx.store.read(), actor, tip_no).await?;
    let mut openings = openings(ctx, &[row.id]).await?;
    Ok(file(row, &mut openings))
}

/// The tip-offs whose reporters left a contact, the newest first.
pub async fn with_contact(ctx: &Ctx, actor: &Actor) -> Result<Vec<IdentityFile>> {
    actor.must(Action::OpenIdentity)?;
    let rows = visible(actor)
        .filter(tip::Column::Contact.is_not_null())
        .order_by_desc(tip::Column::Id)
        .limit(MOST)
        .all(ctx.store.read())
        .await?;
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let mut openings = openings(ctx, &ids).await?;
    Ok(rows.into_iter().map(|row| file(row, &mut openings)).collect())
}

fn file(row: tip::Model, openings: &mut HashMap<String, Vec<Opening>>) -> IdentityFile {
    IdentityFile {
        openings: openings.remove(&subject(row.id)).unwrap_or_default(),
        has_contact: row.contact.is_some(),
        tip_no: row.tip_no,
        status: row.status,
        received_at: row.received_at,
    }
}

fn subject(tip_id: i64) -> String {
    Subject("tip", tip_id).to_string()
}

/// Who opened the identities of these tip-offs, by the subject of the log.
async fn openings(ctx: &Ctx, tips: &[i64]) -> Result<HashMap<String, Vec<Opening>>> {
    let db = ctx.store.read();
    let lines = audit::Entity::find()
        .filter(audit::Column::Subject.is_in(tips.iter().map(|id| subject(*id))))
        .filter(audit::Column::Action.eq(Act::OpenIdentity.as_str()))
        .order_by_asc(audit::Column::Id)
        .all(db)
        .await?;
    let who = account::Entity::find()
        .filter(account::Column::Id.is_in(lines.iter().filter_map(|line| line.account_id)))
        .all(db)
        .await?;
    let who: HashMap<i64, String> = who.into_iter().map(|account| (account.id, account.name)).collect();
    let mut openings: HashMap<String, Vec<Opening>> = HashMap::new();
    for line in lines {
        let by = line.account_id.and_then(|id| who.get(&id).cloned()).unwrap_or_default();
        let opening = Opening { at: line.at, by, reason: reason(&line.detail) };
        openings.entry(line.subject).or_default().push(opening);
    }
    Ok(openings)
}

fn reason(detail: &str) -> String {
    let detail: Value = serde_json::from_str(detail).unwrap_or_default();
    detail["reason"].as_str().unwrap_or_default().to_owned()
}
