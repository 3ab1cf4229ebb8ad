//! Handing a mail to the mail server.

use entities::mail;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};

use crate::{
    Ctx, Error,
    jobs::{Failure, SendMail},
    mail::{Letter, Undelivered},
};

pub(super) async fn run(ctx: &Ctx, job: SendMail) -> Result<(), Failure> {
    let found = mail::Entity::find_by_id(job.mail_id).one(ctx.store.read()).await.map_err(Error::from)?;
    let Some(row) = found else { return Err(Failure::Never("the mail is gone".to_owned())) };
    if row.sent_at.is_some() {
        return Ok(());
    }
    let letter = Letter {
        number: row.id,
        recipient: row.recipient.clone(),
        subject: row.subject.clone(),
        body: row.body.clone(),
        written_at: row.created_at,
    };
    let outcome = ctx.mailer().deliver(&letter).await;
    note(ctx, row, outcome.as_ref().err()).await?;
    outcome.map_err(|undelivered| match undelivered {
        Undelivered::Later(reason) => Failure::Later(reason),
        Undelivered::Refused(reason) => Failure::Never(reason),
    })
}

/// Writes to the mail's row how it went.
async fn note(ctx: &Ctx, row: mail::Model, undelivered: Option<&Undelivered>) -> Result<(), Error> {
    let attempts = row.attempts + 1;
    let mut row = row.into_active_model();
    row.attempts = Set(attempts);
    row.last_error = Set(undelivered.map(ToString::to_string));
    row.sent_at = Set(undelivered.is_none().then(|| ctx.now()));
    let tx = ctx.store.write().await?;
    row.update(&tx).await?;
    Ok(tx.commit().await?)
}
