//! Posting one message.

use entities::webhook_message as table;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};

use crate::{
    Ctx, Error,
    jobs::{Failure, PostMessage},
};

/// Posts a message that was written, and notes how it went.
pub(crate) async fn post(ctx: &Ctx, job: PostMessage) -> Result<(), Failure> {
    let found = table::Entity::find_by_id(job.message_id).one(ctx.store.read()).await.map_err(Error::from)?;
    let Some(row) = found else { return Err(Failure::Never("the message is gone".to_owned())) };
    if row.sent_at.is_some() {
        return Ok(());
    }
    let outcome = ctx.webhook().post(row.id, ctx.now(), &row.body).await;
    let attempts = row.attempts + 1;
    let mut row = row.into_active_model();
    row.attempts = Set(attempts);
    row.last_error = Set(outcome.as_ref().err().cloned());
    row.sent_at = Set(outcome.is_ok().then(|| ctx.now()));
    let tx = ctx.store.write().await.map_err(Failure::from)?;
    row.update(&tx).await.map_err(Error::from)?;
    tx.commit().await.map_err(Error::from)?;
    // Whatever a receiver answers, it may answer otherwise tomorrow: nothing is given up at once.
    outcome.map_err(Failure::Later)
}
