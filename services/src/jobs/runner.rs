//! The workers.

use std::time::Duration;

use futures::future::join_all;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::run_one;
use crate::Ctx;

/// Two, so that a mail server that takes its time does not hold up a cross-check.
const WORKERS: usize = 2;
/// How often the queue is looked at while it is empty.
const PAUSE: Duration = Duration::from_secs(1);
/// How long a worker leaves a database alone that does not answer.
const TROUBLED: Duration = Duration::from_secs(10);

/// Starts the workers. They end after `stop`, each with the job in hand done.
pub fn start(ctx: Ctx, stop: CancellationToken) -> JoinHandle<()> {
    tokio::spawn(async move {
        join_all((0..WORKERS).map(|_| work(&ctx, &stop))).await;
    })
}

async fn work(ctx: &Ctx, stop: &CancellationToken) {
    while !stop.is_cancelled() {
        let pause = match run_one(ctx).await {
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
