//! Doing one job.

use std::time::Duration;

use entities::job;
use tokio::{task::JoinHandle, time::timeout};
use tokio_util::sync::CancellationToken;

use super::{count_terms, cross_check, note_report, send_mail, settle_bills};
use crate::{
    Ctx, Result,
    jobs::{Failure, Job, Lane, claim, done, put_back, read},
    webhook,
};

/// How long a job may go on after the portal was told to stop.
const GRACE: Duration = Duration::from_secs(5);

/// Does the job that has been due the longest; false when none is due. A job that fails is no error here: it is put
/// back. An error means that the queue itself could not be read or written.
pub async fn run_one(ctx: &Ctx) -> Result<bool> {
    run_next(ctx, Lane::Any, &CancellationToken::new()).await
}

/// The same for a lane, until `stop`: a job that does not end soon after that is given up and put back.
pub async fn run_next(ctx: &Ctx, lane: Lane, stop: &CancellationToken) -> Result<bool> {
    let Some(row) = claim(ctx, lane).await? else { return Ok(false) };
    match attempt(ctx, &row, stop).await {
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

async fn attempt(ctx: &Ctx, row: &job::Model, stop: &CancellationToken) -> Result<(), Failure> {
    let job = read(row).map_err(|error| Failure::Never(format!("this version does not know the job: {error}")))?;
    let (ctx, longest) = (ctx.clone(), Job::longest(&row.kind));
    // A task of its own: a job that panics takes neither the worker nor the rest of the queue with it.
    let task = tokio::spawn(async move { run(&ctx, job).await });
    bounded(task, longest, stop).await
}

/// How a job ended; one that goes on for too long is given up.
async fn bounded(
    mut task: JoinHandle<Result<(), Failure>>,
    longest: Duration,
    stop: &CancellationToken,
) -> Result<(), Failure> {
    let stopped = async {
        stop.cancelled().await;
        tokio::time::sleep(GRACE).await;
    };
    let given_up = tokio::select! {
        ended = timeout(longest, &mut task) => match ended {
            Ok(Ok(outcome)) => return outcome,
            Ok(Err(broken)) => return Err(Failure::Later(format!("the job broke off: {broken}"))),
            Err(_elapsed) => format!("the job was given up after {} seconds", longest.as_secs()),
        },
        () = stopped => "the portal was stopped meanwhile".to_owned(),
    };
    // What it waits for may be somebody else's silence, which lasts for ever.
    task.abort();
    Err(Failure::Later(given_up))
}

/// Does the work.
async fn run(ctx: &Ctx, job: Job) -> Result<(), Failure> {
    match job {
        Job::SendMail(job) => send_mail::run(ctx, job).await,
        Job::PostMessage(job) => webhook::post(ctx, job).await,
        Job::CrossCheck(job) => cross_check::run(ctx, job).await,
        Job::NoteReport(job) => note_report::run(ctx, job).await,
        Job::CountTerms(_) => count_terms::run(ctx).await,
        Job::SettleBills(job) => settle_bills::run(ctx, job).await,
    }
}

#[cfg(test)]
mod tests {
    use std::future::pending;

    use super::*;

    #[tokio::test]
    async fn a_job_that_waits_for_ever_is_given_up_and_tried_again() {
        let (task, stop) = (tokio::spawn(pending()), CancellationToken::new());
        let ended = timeout(Duration::from_secs(30), bounded(task, Duration::from_millis(20), &stop)).await;
        match ended.expect("it is given up") {
            Err(Failure::Later(said)) => assert!(said.contains("given up after"), "{said}"),
            other => panic!("it is to be tried again: {other:?}"),
        }
    }
}
