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
    arrival::{Arrival, Failed, Pending, Recorded, UNSTORABLE},
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
        let (mut arrivals, answers): (Vec<_>, Vec<_>) = entries.drain(..).unzip();
        let started = Instant::now();
        let mut answers = answers.into_iter();
        store(&ctx, &mut memory, &mut arrivals, &commits, &mut answers).await;
        metrics::histogram!("mingjian_commit_seconds").record(started.elapsed().as_secs_f64());
    }
}

type Answers = std::vec::IntoIter<oneshot::Sender<Result<Recorded, Failed>>>;

/// Stores arrivals, together where that goes. What the database does not take is halved until the frame that it refuses
/// stands alone: one logger's frame must not stand in the way of everybody's. That frame is kept as evidence and
/// refused.
async fn store(ctx: &Ctx, memory: &mut Memory, arrivals: &mut [Arrival], commits: &AtomicU64, answers: &mut Answers) {
    let mut parts = vec![arrivals];
    while let Some(part) = parts.pop() {
        let outcome = commit_or_retry(ctx, memory, part).await;
        commits.fetch_add(u64::from(outcome.is_ok()), Ordering::Relaxed);
        match outcome {
            Ok(committed) => finish(ctx, committed, answers),
            Err(Error::Database(_)) if part.len() > 1 => {
                let (first, second) = part.split_at_mut(part.len() / 2);
                parts.extend([second, first]);
            }
            Err(Error::Database(error)) if part.iter().any(|arrival| arrival.verdict != UNSTORABLE) => {
                tracing::error!(%error, "a frame could not be stored; its bytes alone are kept, and it is refused");
                for arrival in &mut *part {
                    *arrival = arrival.refused(UNSTORABLE);
                }
                parts.push(part);
            }
            Err(error) => {
                // The database does not answer, or takes nothing at all: what is left will not fare better.
                let left = part.len() + parts.iter().map(|part| part.len()).sum::<usize>();
                tracing::error!(%error, frames = left, "frames could not be stored; their loggers will resend");
                metrics::counter!("mingjian_frames_not_stored_total").increment(left as u64);
                for answer in answers.by_ref() {
                    let _gone = answer.send(Err(Failed));
                }
                return;
            }
        }
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

fn finish(ctx: &Ctx, committed: Committed, answers: &mut Answers) {
    for recorded in &committed.recorded {
        metrics::counter!("mingjian_frames_total", "verdict" => recorded.verdict).increment(1);
    }
    ctx.live().publish(committed.measurements);
    for recorded in committed.recorded {
        let Some(answer) = answers.next() else { return };
        // A connection that has gone away is no longer interested.
        let _gone = answer.send(Ok(recorded));
    }
}
