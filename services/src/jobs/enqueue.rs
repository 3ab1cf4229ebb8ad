//! Asking for work.

use domain::time::Stamp;
use entities::job;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait};
use serde_json::Value;

use super::Job;
use crate::{Ctx, Error, Result};

/// Asks for a job, in the transaction that needs it done. It runs no earlier than `run_after`.
pub async fn enqueue(tx: &impl ConnectionTrait, ctx: &Ctx, job: &Job, run_after: Stamp) -> Result<()> {
    let stored = serde_json::to_value(job).map_err(|error| Error::invalid("job", error))?;
    let row = job::ActiveModel {
        kind: Set(job.kind().to_owned()),
        payload: Set(stored.get("payload").unwrap_or(&Value::Null).to_string()),
        run_after: Set(run_after),
        attempts: Set(0),
        created_at: Set(ctx.now()),
        ..Default::default()
    };
    row.insert(tx).await?;
    Ok(())
}

/// The job of a row; an error says that this version does not know it.
pub(crate) fn read(row: &job::Model) -> Result<Job, serde_json::Error> {
    let payload: Value = serde_json::from_str(&row.payload)?;
    serde_json::from_value(serde_json::json!({ "kind": row.kind, "payload": payload }))
}
