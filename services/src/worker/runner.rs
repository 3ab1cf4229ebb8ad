//! The workers.

use std::time::Duration;

use futures::future::join_all;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::run_next;
use crate::{Ctx, jobs::Lane};

/// A worker each, so that a mail server that takes its time does not hold up a cross-check.
const LANES: [Lane; 3] = [Lane::Mail, Lane::Webhook, Lane::Work];
/// How often the queue is looked at while it is empty.
const PAUSE: Duration = Duration::from_secs(1);
/// How long a worker leaves a database alone that does not answer.
const TROUBLED: Duration = Duration::from_secs(10);

/// Starts the workers. They end after `stop`, each with the job in hand done or, after a few seconds, put back.
pub fn start(ctx: Ctx, stop: CancellationToken) -> JoinHandle<()> {
    tokio::spawn(async move {
        join_all(LANES.map(|lane| work(&ctx, lane, &stop))).await;
    })
}

async fn work(ctx: &Ctx, lane: Lane, stop: &CancellationToken) {
    while !stop.is_cancelled() {
        let pause = match run_next(ctx, lane, stop).await {
            Ok(true) => continue,
            Ok(false) => PAUSE,
            Err(error) => {
                tracing::error!(%error, "the queue of jobs cannot be reached");
                TROUBLED
            }
        };
        tokio::select! {
            () = stop.cancelled() => break,
            () = tokio::time::sleep(pause) => {}
        }
    }
}
