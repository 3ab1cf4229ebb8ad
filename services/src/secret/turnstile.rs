//! Work that keeps a processor busy: a few at a time, aside from everything else.

use std::{io, sync::Arc};

use tokio::{sync::Semaphore, task::spawn_blocking};

use crate::{Error, Result};

/// What somebody is told who finds the queue full.
const AGAIN_AFTER_SECONDS: u64 = 5;

/// Lets so many pieces of work run at a time, on threads where blocking is allowed. Some more wait their turn; the
/// rest is told to come back, because a queue without an end is only a slower refusal.
#[derive(Debug)]
pub(crate) struct Turnstile {
    turns: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

impl Turnstile {
    pub(crate) fn new(at_a_time: usize, waiting: usize) -> Self {
        Self { turns: Arc::new(Semaphore::new(at_a_time)), places: Arc::new(Semaphore::new(at_a_time + waiting)) }
    }

    /// Runs `work` when it is its turn.
    pub(crate) async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let full = |_| Error::Throttled { seconds: AGAIN_AFTER_SECONDS };
        let place = self.places.clone().try_acquire_owned().map_err(full)?;
        let turn = self.turns.clone().acquire_owned().await.map_err(|closed| broken(io::Error::other(closed)))?;
        // The permits go along: a request that is given up does not make room while its work still runs.
        let outcome = spawn_blocking(move || {
            let done = work();
            drop((turn, place));
            done
        });
        outcome.await.map_err(|panicked| broken(io::Error::other(panicked)))
    }
}

fn broken(source: io::Error) -> Error {
    Error::Io { what: "work aside".to_owned(), source }
}

#[cfg(test)]
mod tests {
    use std::{
        sync::atomic::{AtomicUsize, Ordering},
        time::Duration,
    };

    use futures::future::join_all;

    use super::*;

    #[tokio::test]
    async fn two_run_three_wait_and_the_rest_comes_back_later() {
        let turnstile = Turnstile::new(2, 3);
        let (running, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let answers = join_all((0..20).map(|_| {
            let (running, most) = (running.clone(), most.clone());
            turnstile.run(move || {
                most.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                std::thread::sleep(Duration::from_millis(20));
                running.fetch_sub(1, Ordering::SeqCst);
            })
        }))
        .await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 5);
        assert_eq!(most.load(Ordering::SeqCst), 2);
        assert!(turnstile.run(|| ()).await.is_ok(), "room again");
    }

    #[tokio::test]
    async fn work_that_panics_gives_its_turn_back() {
        let turnstile = Turnstile::new(1, 0);
        assert!(matches!(turnstile.run(|| panic!("on purpose")).await, Err::<(), _>(Error::Io { .. })));
        assert!(turnstile.run(|| ()).await.is_ok());
    }
}
