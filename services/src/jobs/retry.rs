//! Starting a job again that was given up.

use domain::access::Action;
use entities::job;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};
use serde_json::json;

use crate::{
    Ctx, Error, Result,
    actor::Actor,
    audit::{self, Act, Subject},
};

/// Puts a job back into the queue as if it had never been tried.
pub async fn retry(ctx: &Ctx, actor: &Actor, job_id: i64) -> Result<()> {
    actor.must(Action::ManageJobs)?;
    let tx = ctx.store.write().await?;
    let row = job::Entity::find_by_id(job_id).one(&tx).await?.ok_or(Error::NotFound)?;
    let kind = row.kind.clone();
    let mut row = row.into_active_model();
    row.attempts = Set(0);
    row.failed_at = Set(None);
    row.run_after = Set(ctx.now());
    row.update(&tx).await?;
    audit::note(&tx, ctx, Some(actor), Act::RetryJob, Subject("job", job_id), json!({ "kind": kind })).await?;
    Ok(tx.commit().await?)
}
