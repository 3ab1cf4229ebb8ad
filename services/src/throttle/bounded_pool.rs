//! Work that keeps a processor busy: a few at a time, aside from everything else.

use std::{
    collections::{VecDeque, hash_map::RandomState},
    fmt,
    hash::{BuildHasher, Hash},
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError},
    thread,
};

use tokio::sync::oneshot;

use crate::{Error, Result};

/// What somebody is told who finds the queue full.
const AGAIN_AFTER_SECONDS: u64 = 5;

/// Lets so many pieces of work run at a time. Some more wait their turn, each of those who ask in a queue of their own, of
/// which the first come in turn; the rest is told to come back, because a queue without an end is only a slower refusal.
/// Where all places are taken the longest queue loses its last piece to somebody who waits with fewer: so nobody keeps
/// the others out by asking a lot.
///
/// The threads are its own and few: on a thread of a large pool each piece of work would leave its memory behind with
/// another thread, until all of them hold some.
#[derive(Debug)]
pub(crate) struct BoundedPool {
    at_a_time: usize,
    waiting: usize,
    scramble: RandomState,
    line: Arc<Line>,
    /// Whether there are threads; started when there is work.
    started: OnceLock<bool>,
}

type Work = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct Line {
    state: Mutex<State>,
    more: Condvar,
}

#[derive(Default)]
struct State {
    /// Pieces that run or wait.
    there: usize,
    /// What waits, by who asked; whose turn it is first.
    queues: VecDeque<(u64, VecDeque<Work>)>,
    ended: bool,
}

impl BoundedPool {
    pub(crate) fn new(at_a_time: usize, waiting: usize) -> Self {
        let (scramble, line) = (RandomState::new(), Arc::default());
        Self { at_a_time, waiting, scramble, line, started: OnceLock::new() }
    }

    /// Runs `work` when it is its turn among what `who` asked for, and theirs among the others.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        who: &impl Hash,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T> {
        let (tell, told) = oneshot::channel();
        let work: Work = Box::new(move || {
            // Nobody waits any more for what nobody hears.
            if !tell.is_closed() {
                let _gone = tell.send(catch_unwind(AssertUnwindSafe(work)));
            }
        });
        if !self.started.get_or_init(|| start(self.at_a_time, &self.line)) {
            return Err(broken("no thread could be started"));
        }
        let full = || Error::Throttled { seconds: AGAIN_AFTER_SECONDS };
        if !self.line.put(self.scramble.hash_one(who), work, self.at_a_time + self.waiting) {
            return Err(full());
        }
        match told.await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(_panic)) => Err(broken("it panicked")),
            // It made room for somebody who waits with fewer.
            Err(_dropped) => Err(full()),
        }
    }
}

impl Drop for BoundedPool {
    fn drop(&mut self) {
        self.line.lock().ended = true;
        self.line.more.notify_all();
    }
}

impl Line {
    /// Puts a piece of work into the queue of whoever asks; false where there is no room.
    fn put(&self, who: u64, work: Work, places: usize) -> bool {
        let mut state = self.lock();
        if state.there >= places && !state.make_room(who) {
            return false;
        }
        state.there += 1;
        match state.queues.iter_mut().find(|(owner, _)| *owner == who) {
            Some((_, queue)) => queue.push_back(work),
            None => state.queues.push_back((who, VecDeque::from([work]))),
        }
        drop(state);
        self.more.notify_one();
        true
    }

    /// The next piece of work; none when there will be no more.
    fn next(&self) -> Option<Work> {
        let mut state = self.lock();
        loop {
            if let Some(work) = state.next() {
                return Some(work);
            }
            if state.ended {
                return None;
            }
            state = self.more.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Drops the last piece of the longest queue, if that is longer than this one's would be.
    fn make_room(&mut self, who: u64) -> bool {
        let own = self.queues.iter().find(|(owner, _)| *owner == who).map_or(0, |(_, queue)| queue.len());
        let longest = self.queues.iter_mut().max_by_key(|(_, queue)| queue.len());
        let Some((_, queue)) = longest.filter(|(_, queue)| queue.len() > own + 1) else { return false };
        drop(queue.pop_back());
        self.there -= 1;
        true
    }

    /// The first piece of the first queue, which goes to the end.
    fn next(&mut self) -> Option<Work> {
        let (who, mut queue) = self.queues.pop_front()?;
        let work = queue.pop_front();
        if !queue.is_empty() {
            self.queues.push_back((who, queue));
        }
        work
    }
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Line(…)")
    }
}

/// Starts the threads, which end with the pool; false where not even one could be started.
fn start(count: usize, line: &Arc<Line>) -> bool {
    let started = (0..count).filter(|_| {
        let line = line.clone();
        thread::Builder::new().name("aside".to_owned()).spawn(move || work_off(&line)).is_ok()
    });
    started.count() > 0
}

fn work_off(line: &Line) {
    while let Some(work) = line.next() {
        work();
        // Only now: a request that is given up does not make room while its work still runs.
        line.lock().there -= 1;
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
        let pool = BoundedPool::new(2, 3);
        let (running, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let answers = join_all((0..20).map(|_| {
            let (running, most) = (running.clone(), most.clone());
            pool.run(&1, move || {
                most.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                std::thread::sleep(Duration::from_millis(20));
                running.fetch_sub(1, Ordering::SeqCst);
            })
        }))
        .await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 5);
        assert_eq!(most.load(Ordering::SeqCst), 2);
        // A place is given back a moment after the answer.
        while pool.line.lock().there > 0 {
            tokio::task::yield_now().await;
        }
        assert!(pool.run(&1, || ()).await.is_ok(), "room again");
    }

    #[tokio::test]
    async fn all_work_is_done_by_the_same_few_threads() {
        let pool = BoundedPool::new(2, 200);
        let threads = join_all((0..150).map(|_| pool.run(&1, || thread::current().id()))).await;
        let threads: std::collections::HashSet<_> = threads.into_iter().map(Result::unwrap).collect();
        assert!((1..=2).contains(&threads.len()), "{threads:?}");
    }

    #[tokio::test]
    async fn work_that_panics_gives_its_turn_back() {
        let pool = BoundedPool::new(1, 1);
        assert!(matches!(pool.run(&1, || panic!("on purpose")).await, Err::<(), _>(Error::Io { .. })));
        assert!(pool.run(&1, || ()).await.is_ok());
    }

    #[tokio::test]
    async fn who_asks_for_a_lot_keeps_nobody_out_and_waits_in_their_own_queue() {
        let pool = BoundedPool::new(1, 9);
        let order = Arc::new(Mutex::new(Vec::new()));
        let ask = async |who: &'static str| {
            let order = order.clone();
            let work = move || {
                thread::sleep(Duration::from_millis(30));
                order.lock().unwrap().push(who);
            };
            pool.run(&who, work).await
        };
        let (many, other) = tokio::join!(join_all((0..20).map(|_| ask("many"))), async {
            tokio::task::yield_now().await;
            ask("one").await
        });
        assert!(other.is_ok(), "there was room");
        assert_eq!(many.iter().filter(|answer| answer.is_ok()).count(), 9, "the last of the long queue made it");
        let place = order.lock().unwrap().iter().position(|who| *who == "one").unwrap();
        assert!(place <= 2, "{place}");
    }
}
