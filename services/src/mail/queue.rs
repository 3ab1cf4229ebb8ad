//! Writing a mail.

use entities::mail;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
};

use super::Template;
use crate::{
    Ctx, Result,
    jobs::{self, Job, SendMail},
};

/// Writes a mail in the transaction of what it is about. It is sent only if that is committed.
pub async fn queue(tx: &impl ConnectionTrait, ctx: &Ctx, recipient: String, template: &impl Template) -> Result<()> {
    let row = mail::ActiveModel {
        recipient: Set(recipient),
        subject: Set(template.subject()),
        body: Set(template.body() + &signature(ctx)),
        created_at: Set(ctx.now()),
        attempts: Set(0),
        ..Default::default()
    };
    let row = row.insert(tx).await?;
    jobs::enqueue(tx, ctx, &Job::SendMail(SendMail { mail_id: row.id }), ctx.now()).await
}

/// Whether this very mail has been written already at this moment.
pub(crate) async fn is_queued(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    recipient: &str,
    template: &impl Template,
) -> Result<bool> {
    let same = mail::Entity::find()
        .filter(mail::Column::Recipient.eq(recipient))
        .filter(mail::Column::Subject.eq(template.subject()))
        .filter(mail::Column::CreatedAt.eq(ctx.now()));
    Ok(same.count(tx).await? > 0)
}

/// Where to sign in, where it is known where the portal is reached.
fn signature(ctx: &Ctx) -> String {
    ctx.origin().map_or_else(String::new, |origin| format!("\n\n{origin}/sign-in\n"))
}
