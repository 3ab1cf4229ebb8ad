//! Writing a mail.

use domain::time::Stamp;
use entities::mail;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait};

use super::Template;
use crate::{
    Ctx, Result,
    jobs::{self, Job, SendMail},
    tips::rough,
};

/// Writes a mail in the transaction of what it is about. It is sent only if that is committed.
pub async fn queue(tx: &impl ConnectionTrait, ctx: &Ctx, recipient: String, template: &impl Template) -> Result<()> {
    put(tx, ctx, ctx.now(), recipient, template).await
}

/// The same about what somebody did who wants to stay unknown: the mail's row keeps the hour only.
pub(crate) async fn queue_roughly(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    recipient: String,
    template: &impl Template,
) -> Result<()> {
    put(tx, ctx, rough(ctx.now()), recipient, template).await
}

async fn put(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    at: Stamp,
    recipient: String,
    template: &impl Template,
) -> Result<()> {
    let row = mail::ActiveModel {
        recipient: Set(recipient),
        subject: Set(template.subject()),
        body: Set(template.body() + &signature(ctx)),
        created_at: Set(at),
        attempts: Set(0),
        ..Default::default()
    };
    let row = row.insert(tx).await?;
    jobs::enqueue(tx, ctx, &Job::SendMail(SendMail { mail_id: row.id }), ctx.now()).await
}

/// Where to sign in, where the portal knows its own address.
fn signature(ctx: &Ctx) -> String {
    ctx.public_url().map_or_else(String::new, |url| format!("\n\n{url}/sign-in\n"))
}
