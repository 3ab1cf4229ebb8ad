//! Telling somebody something.

use entities::account;
use sea_orm::ConnectionTrait;

use super::choices::of;
use crate::{
    Ctx, Result,
    mail::{self, Template},
    webhook,
};

/// Tells somebody, by every way that there is and that they chose, in the transaction of what it is about.
pub(crate) async fn tell(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    person: &account::Model,
    template: &impl Template,
) -> Result<()> {
    let choice = of(tx, person.id, template.kind()).await?;
    if let Some(email) = person.email.clone().filter(|_| choice.by_mail) {
        mail::queue(tx, ctx, email, template).await?;
    }
    if choice.by_webhook && ctx.webhook().is_set() {
        webhook::queue(tx, ctx, &person.login, template).await?;
    }
    Ok(())
}

/// The same, but for what was told them already at this very moment.
pub(crate) async fn tell_once(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    person: &account::Model,
    template: &impl Template,
) -> Result<()> {
    let mailed = match &person.email {
        Some(email) => mail::is_queued(tx, ctx, email, template).await?,
        None => false,
    };
    if mailed || webhook::is_queued(tx, ctx, &person.login, template.kind()).await? {
        return Ok(());
    }
    tell(tx, ctx, person, template).await
}
