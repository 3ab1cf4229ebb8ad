//! Doing one job.

use entities::job;

use super::{
    Failure,
    claim::{claim, done, put_back},
    enqueue::read,
};
use crate::{Ctx, Result};

/// Does the job that has been due the longest; false when none is due. A job that fails is no error here: it is put
/// back. An error means that the queue itself could not be read or written.
pub async fn run_one(ctx: &Ctx) -> Result<bool> {
    let Some(row) = claim(ctx).await? else { return Ok(false) };
    match attempt(ctx, &row).await {
        Ok(()) => {
            let tx = ctx.store.write().await?;
            done(&tx, row.id).await?;
            tx.commit().await?;
        }
        Err(failure) => {
            tracing::warn!(job = row.id, kind = row.kind, attempts = row.attempts, "a job failed");
            put_back(ctx, row, &failure).await?;
        }
    }
    Ok(true)
}

async fn attempt(ctx: &Ctx, row: &job::Model) -> Result<(), Failure> {
    let job = read(row).map_err(|error| Failure::Never(format!("this version does not know the job: {error}")))?;
    let ctx = ctx.clone();
    // A task of its own: a job that panics takes neither the worker nor the rest of the queue with it.
    match tokio::spawn(async move { job.run(&ctx).await }).await {
        Ok(outcome) => outcome,
        Err(broken) => Err(Failure::Later(format!("the job broke off: {broken}"))),
    }
}
