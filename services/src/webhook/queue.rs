//! Writing a message for the webhook.

use domain::message_kind::MessageKind;
use entities::webhook_message as table;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
};

use super::Payload;
use crate::{
    Ctx, Error, Result,
    jobs::{self, Job, PostMessage},
    mail::Template,
};

/// Writes a message in the transaction of what it is about. It is posted only if that is committed.
pub(crate) async fn queue(tx: &impl ConnectionTrait, ctx: &Ctx, login: &str, template: &impl Template) -> Result<()> {
    let payload = Payload::of(login, ctx.now(), template);
    let body = serde_json::to_string(&payload).map_err(|error| Error::invalid("message", error))?;
    let row = table::ActiveModel {
        kind: Set(payload.kind),
        login: Set(payload.to),
        body: Set(body),
        created_at: Set(ctx.now()),
        attempts: Set(0),
        ..Default::default()
    };
    let row = row.insert(tx).await?;
    jobs::enqueue(tx, ctx, &Job::PostMessage(PostMessage { message_id: row.id }), ctx.now()).await
}

/// Whether a message of this kind was written for somebody at this very moment.
pub(crate) async fn is_queued(tx: &impl ConnectionTrait, ctx: &Ctx, login: &str, kind: MessageKind) -> Result<bool> {
    let same = table::Entity::find()
        .filter(table::Column::Login.eq(login))
        .filter(table::Column::Kind.eq(kind))
        .filter(table::Column::CreatedAt.eq(ctx.now()));
    Ok(same.count(tx).await? > 0)
}
