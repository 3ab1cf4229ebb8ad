//! The writer: takes what waits, commits it together, and tells everybody concerned.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use super::{
    arrival::{Arrival, Failed, Pending, Recorded},
    commit::{Committed, Memory, commit},
};
use crate::{Ctx, Error};

/// Arrivals that may wait; connections beyond that wait with their next frame unread.
const QUEUE: usize = 8192;
/// Arrivals in one commit.
const LARGEST_COMMIT: usize = 1024;

type Entry = (Arrival, oneshot::Sender<Result<Recorded, Failed>>);

/// Hands arrivals to the writer. Cheap to clone; when the last one is gone the writer finishes and ends.
#[derive(Clone, Debug)]
pub struct Recorder {
    queue: mpsc::Sender<Entry>,
    commits: Arc<AtomicU64>,
}

impl Recorder {
    /// Hands an arrival over, waiting for a place in the queue. Await the answer to know that it is committed.
    pub async fn record(&self, arrival: Arrival) -> Pending {
        let (answer, pending) = oneshot::channel();
        // Where the writer is gone the entry is dropped with its sender, and the pending answer says so.
        let _stopped = self.queue.send((arrival, answer)).await;
        Pending(pending)
    }

    /// How many commits have succeeded: with the number of frames it tells how well commits are shared.
    pub fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }
}

/// Starts the writer. The handle ends after the last [`Recorder`] is dropped and everything handed over is committed.
pub fn start(ctx: Ctx) -> (Recorder, JoinHandle<()>) {
    let (sender, queue) = mpsc::channel(QUEUE);
    let commits = Arc::new(AtomicU64::new(0));
    let recorder = Recorder { queue: sender, commits: commits.clone() };
    (recorder, tokio::spawn(run(ctx, queue, commits)))
}

async fn run(ctx: Ctx, mut queue: mpsc::Receiver<Entry>, commits: Arc<AtomicU64>) {
    let mut memory = Memory::default();
    let mut entries = Vec::with_capacity(LARGEST_COMMIT);
    while queue.recv_many(&mut entries, LARGEST_COMMIT).await > 0 {
        let (arrivals, answers): (Vec<_>, Vec<_>) = entries.drain(..).unzip();
        let started = Instant::now();
        let outcome = commit_or_retry(&ctx, &mut memory, &arrivals).await;
        metrics::histogram!("mingjian_commit_seconds").record(started.elapsed().as_secs_f64());
        commits.fetch_add(u64::from(outcome.is_ok()), Ordering::Relaxed);
        finish(&ctx, outcome, answers);
    }
}

/// A unique key that is taken means that another process wrote to the same series: what is remembered is then stale,
/// and a second try looks everything up again.
async fn commit_or_retry(ctx: &Ctx, memory: &mut Memory, arrivals: &[Arrival]) -> Result<Committed, Error> {
    match commit(&ctx.store, memory, arrivals).await {
        Err(Error::Database(error)) => {
            tracing::warn!(%error, frames = arrivals.len(), "commit refused; looking up again and retrying once");
            *memory = Memory::default();
            commit(&ctx.store, memory, arrivals).await
        }
        other => other,
    }
}

fn finish(ctx: &Ctx, outcome: Result<Committed, Error>, answers: Vec<oneshot::Sender<Result<Recorded, Failed>>>) {
    match outcome {
        Ok(committed) => {
            for recorded in &committed.recorded {
                metrics::counter!("mingjian_frames_total", "verdict" => recorded.verdict).increment(1);
            }
            ctx.live.publish(committed.measurements);
            for (answer, recorded) in answers.into_iter().zip(committed.recorded) {
                // A connection that has gone away is no longer interested.
                let _gone = answer.send(Ok(recorded));
            }
        }
        Err(error) => {
            tracing::error!(%error, frames = answers.len(), "frames could not be stored; their loggers will resend");
            metrics::counter!("mingjian_frames_not_stored_total").increment(answers.len() as u64);
            for answer in answers {
                let _gone = answer.send(Err(Failed));
            }
        }
    }
}
