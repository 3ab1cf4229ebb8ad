//! Writing a mail.

use entities::mail;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait};

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
        body: Set(template.body()),
        created_at: Set(ctx.now()),
        attempts: Set(0),
        ..Default::default()
    };
    let row = row.insert(tx).await?;
    jobs::enqueue(tx, ctx, &Job::SendMail(SendMail { mail_id: row.id }), ctx.now()).await
}
