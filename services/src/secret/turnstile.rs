//! Work that keeps a processor busy: a few at a time, aside from everything else.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

use tokio::sync::{Semaphore, oneshot};

use crate::{Error, Result};

/// What somebody is told who finds the queue full.
const AGAIN_AFTER_SECONDS: u64 = 5;

/// Lets so many pieces of work run at a time, in the order of their coming. Some more wait their turn; the rest is told to
/// come back, because a queue without an end is only a slower refusal.
///
/// The threads are its own and few: on a thread of a large pool each piece of work would leave its memory behind with
/// another thread, until all of them hold some.
#[derive(Debug)]
pub(crate) struct Turnstile {
    at_a_time: usize,
    places: Arc<Semaphore>,
    /// Where the threads take their work from; started when there is some.
    work: OnceLock<Option<Sender<Work>>>,
}

type Work = Box<dyn FnOnce() + Send>;

impl Turnstile {
    pub(crate) fn new(at_a_time: usize, waiting: usize) -> Self {
        Self { at_a_time, places: Arc::new(Semaphore::new(at_a_time + waiting)), work: OnceLock::new() }
    }

    /// Runs `work` when it is its turn.
    pub(crate) async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let full = |_| Error::Throttled { seconds: AGAIN_AFTER_SECONDS };
        let place = self.places.clone().try_acquire_owned().map_err(full)?;
        let (tell, told) = oneshot::channel();
        let work: Work = Box::new(move || {
            // Nobody waits any more for what nobody hears.
            if !tell.is_closed() {
                let _gone = tell.send(catch_unwind(AssertUnwindSafe(work)));
            }
            // The place goes along: a request that is given up does not make room while its work still runs.
            drop(place);
        });
        let threads = self.work.get_or_init(|| start(self.at_a_time)).as_ref();
        threads
            .ok_or_else(|| broken("no thread could be started"))?
            .send(work)
            .map_err(|_| broken("the threads ended"))?;
        match told.await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(_panic)) => Err(broken("it panicked")),
            Err(_dropped) => Err(broken("it was dropped")),
        }
    }
}

/// Starts the threads. They end with the turnstile; none where not even one could be started.
fn start(count: usize) -> Option<Sender<Work>> {
    let (give, take) = channel::<Work>();
    let take = Arc::new(Mutex::new(take));
    let started = (0..count).filter(|_| {
        let take = take.clone();
        thread::Builder::new().name("aside".to_owned()).spawn(move || work_off(&take)).is_ok()
    });
    (started.count() > 0).then_some(give)
}

fn work_off(take: &Mutex<Receiver<Work>>) {
    loop {
        // The lock is held while waiting, not while working.
        let next = take.lock().unwrap_or_else(PoisonError::into_inner).recv();
        match next {
            Ok(work) => work(),
            Err(_nobody_gives) => return,
        }
    }
}

fn broken(why: &str) -> Error {
    Error::Io { what: "work aside".to_owned(), source: io::Error::other(why.to_owned()) }
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
        // A place is given back a moment after the answer.
        while turnstile.places.available_permits() < 5 {
            tokio::task::yield_now().await;
        }
        assert!(turnstile.run(|| ()).await.is_ok(), "room again");
    }

    #[tokio::test]
    async fn all_work_is_done_by_the_same_few_threads() {
        let turnstile = Turnstile::new(2, 200);
        let threads = join_all((0..150).map(|_| turnstile.run(|| thread::current().id()))).await;
        let threads: std::collections::HashSet<_> = threads.into_iter().map(Result::unwrap).collect();
        assert!((1..=2).contains(&threads.len()), "{threads:?}");
    }

    #[tokio::test]
    async fn work_that_panics_gives_its_turn_back() {
        let turnstile = Turnstile::new(1, 1);
        assert!(matches!(turnstile.run(|| panic!("on purpose")).await, Err::<(), _>(Error::Io { .. })));
        assert!(turnstile.run(|| ()).await.is_ok());
    }
}
