//! What was posted to the webhook, for the administrator, who may have it posted again.

use domain::{access::Action, message_kind::MessageKind, time::Stamp};
use entities::webhook_message as table;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde_json::json;

use crate::{
    Conflict, Ctx, Error, Result,
    accounts::Actor,
    audit::{self, Act, Subject},
    jobs::{self, Job, PostMessage},
};

/// The most rows that are shown.
const MOST: u64 = 200;

/// A message for the webhook. What it says is not shown: it was for somebody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted {
    /// Its number.
    pub id: i64,
    /// What it is about.
    pub kind: MessageKind,
    /// The login of whom it is for.
    pub login: String,
    /// When it was written.
    pub created_at: Stamp,
    /// When the receiver took it.
    pub sent_at: Option<Stamp>,
    /// How often it was tried.
    pub attempts: i32,
    /// Why it failed last.
    pub last_error: Option<String>,
}

/// The newest messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostedPage {
    /// Whether there is a webhook.
    pub is_set: bool,
    /// All messages that were ever written.
    pub total: u64,
    /// Those that were not taken yet.
    pub waiting: u64,
    /// The newest of them.
    pub newest: Vec<Posted>,
}

/// The newest messages for the webhook.
pub async fn posted(ctx: &Ctx, actor: &Actor) -> Result<PostedPage> {
    actor.must(Action::ReadAudit)?;
    let db = ctx.store.read();
    let rows = table::Entity::find().order_by_desc(table::Column::Id).limit(MOST).all(db).await?;
    let waiting = table::Entity::find().filter(table::Column::SentAt.is_null()).count(db).await?;
    Ok(PostedPage {
        is_set: ctx.webhook().is_set(),
        total: table::Entity::find().count(db).await?,
        waiting,
        newest: rows.into_iter().map(read).collect(),
    })
}

/// Has a message posted once more, under its old number, that the receiver took and lost.
///
/// # Errors
/// [`Conflict::NotReady`] for one that was not taken yet: it is being posted anyway.
pub async fn post_again(ctx: &Ctx, actor: &Actor, id: i64) -> Result<()> {
    actor.must(Action::ManageJobs)?;
    let tx = ctx.store.write().await?;
    let row = table::Entity::find_by_id(id).one(&tx).await?.ok_or(Error::NotFound)?;
    if row.sent_at.is_none() {
        return Err(Conflict::NotReady("it was not taken yet, and is being posted".to_owned()).into());
    }
    let mut row = row.into_active_model();
    row.sent_at = Set(None);
    row.update(&tx).await?;
    jobs::enqueue(&tx, ctx, &Job::PostMessage(PostMessage { message_id: id }), ctx.now()).await?;
    audit::note(&tx, ctx, Some(actor), Act::PostAgain, Subject("webhook_message", id), json!({})).await?;
    Ok(tx.commit().await?)
}

fn read(row: table::Model) -> Posted {
    let table::Model { id, kind, login, created_at, sent_at, attempts, last_error, .. } = row;
    Posted { id, kind, login, created_at, sent_at, attempts, last_error }
}
