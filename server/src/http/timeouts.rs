//! A connection that is given up when its client dawdles.
//!
//! A client may hold one of the places without sending a request, send a request byte by byte, or ask for something
//! and never take it. Each is bounded here, below HTTP, where bytes pass in both directions: `axum::serve` has no
//! setting for it, and a limit on the head alone would leave the body open. Of an answer only the time counts in which
//! the client takes nothing of it, however long all of it takes.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Instant, Sleep, sleep_until},
};
use tokio_util::sync::WaitForCancellationFutureOwned;

use super::request_line_limit::RequestLine;
use crate::connections::{self, Place, Sign};

/// How long a connection is waited for.
#[derive(Clone, Copy, Debug)]
pub struct ConnectionTimeouts {
    /// How many clients may be connected at a time. In a full house one makes room, of the address that has most.
    pub connections: usize,
    /// Without a first request.
    pub first: Duration,
    /// Without a further request, or with an answer of which nothing is taken.
    pub idle: Duration,
    /// With an answer of which nothing is taken, until the client counts as one who is there for nothing.
    pub stall: Duration,
    /// From the first byte of a request to the first byte of its answer. Longer than an answer may take.
    pub request: Duration,
    /// More for each KiB of the request: who sends a large photo over a slow line is no attacker.
    pub kibibyte: Duration,
}

impl Default for ConnectionTimeouts {
    fn default() -> Self {
        Self {
            connections: 4096,
            first: Duration::from_secs(30),
            idle: Duration::from_secs(75),
            stall: Duration::from_secs(10),
            request: Duration::from_secs(45),
            kibibyte: Duration::from_secs(1),
        }
    }
}

/// What a connection is doing.
#[derive(Clone, Copy, Debug)]
enum Doing {
    /// Nothing has come since the last answer went out.
    Idle,
    /// A request is coming, or is worked on.
    Asking { since: Instant, bytes: u64 },
    /// An answer is going out.
    Answering,
}

/// A connection that is given up when its client dawdles, and whose first line is cut.
#[derive(Debug)]
pub struct TimedStream<S> {
    inner: S,
    line: RequestLine,
    timeouts: ConnectionTimeouts,
    doing: Doing,
    /// When the client counts as one who is there for nothing, as it takes nothing of its answer.
    stalls_at: Option<Instant>,
    /// Whether it does.
    stalls: bool,
    /// When the time is over. The timer is set anew only when it fires early: most connections never get there.
    until: Instant,
    timer: Pin<Box<Sleep>>,
    /// Its place among those who may be connected, given back when it ends.
    place: Option<Place>,
    /// Ready when the place is wanted for somebody else.
    leave: Option<Pin<Box<WaitForCancellationFutureOwned>>>,
}

impl<S> TimedStream<S> {
    /// A connection that was just accepted.
    pub fn new(inner: S, timeouts: ConnectionTimeouts) -> Self {
        let until = Instant::now() + timeouts.first;
        let timer = Box::pin(sleep_until(until));
        Self {
            inner,
            line: RequestLine::new(),
            timeouts,
            doing: Doing::Idle,
            stalls_at: None,
            stalls: false,
            until,
            timer,
            place: None,
            leave: None,
        }
    }

    /// The same connection, holding a place until it ends.
    #[must_use]
    pub fn in_place(mut self, place: Place) -> Self {
        self.leave = Some(Box::pin(place.leave().clone().cancelled_owned()));
        self.place = Some(place);
        self
    }

    /// Where it is said what the portal does for it; none without a place.
    pub fn sign(&self) -> Option<Sign> {
        self.place.as_ref().map(|place| place.sign().clone())
    }

    fn say(&self, doing: connections::Doing) {
        if let Some(place) = &self.place {
            place.sign().set(doing);
        }
    }

    /// Whether an answer is still being made.
    fn is_served(&self) -> bool {
        self.place.as_ref().is_some_and(|place| place.sign().is_serving())
    }

    /// Takes note of bytes that came.
    fn came(&mut self, count: usize) {
        let (since, before) = match self.doing {
            // The next request may come before the answer to the last one has gone: first things first.
            Doing::Answering if self.is_served() => return,
            Doing::Idle | Doing::Answering => {
                // Who sends a request is not served yet: that begins when all of it has come (`whole.rs`).
                self.say(connections::Doing::Asking);
                (Instant::now(), 0)
            }
            Doing::Asking { since, bytes } => (since, bytes),
        };
        let bytes = before.saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
        self.doing = Doing::Asking { since, bytes };
        let kibibytes = u32::try_from(bytes / 1024).unwrap_or(u32::MAX);
        self.until = since + self.timeouts.request + self.timeouts.kibibyte.saturating_mul(kibibytes);
        self.wake_earlier();
    }

    /// Takes note of bytes that went. Part of an answer is no answer: it goes on being served.
    fn went(&mut self) {
        self.doing = Doing::Answering;
        self.stalls_at = None;
        if std::mem::take(&mut self.stalls) {
            self.say(connections::Doing::Served);
        }
        self.until = Instant::now() + self.timeouts.idle;
        self.wake_earlier();
    }

    /// Takes note that no more bytes can go for now.
    fn is_stuck(&mut self) {
        if self.stalls_at.is_none() && !self.stalls {
            self.stalls_at = Some(Instant::now() + self.timeouts.stall);
            self.wake_earlier();
        }
    }

    /// Takes note that everything has gone that was to go.
    fn is_through(&mut self) {
        if matches!(self.doing, Doing::Answering) && !self.is_served() {
            self.doing = Doing::Idle;
            self.say(connections::Doing::Idle);
        }
    }

    /// When something is to be done next.
    fn next(&self) -> Instant {
        self.stalls_at.map_or(self.until, |at| at.min(self.until))
    }

    /// The timer is only left to fire early, never late.
    fn wake_earlier(&mut self) {
        let next = self.next();
        if self.timer.deadline() > next {
            self.timer.as_mut().reset(next);
        }
    }

    /// Pending as long as there is time, with somebody to wake the task when it ends.
    fn wait<T>(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<T>> {
        let wanted = self.leave.as_mut().is_some_and(|leave| leave.as_mut().poll(cx).is_ready());
        if wanted {
            return Poll::Ready(Err(io::Error::new(io::ErrorKind::ConnectionAborted, "the place is wanted")));
        }
        while self.timer.as_mut().poll(cx).is_ready() {
            let now = Instant::now();
            if now >= self.until {
                return Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, "the client takes too long")));
            }
            if self.stalls_at.take_if(|at| now >= *at).is_some() {
                self.stalls = true;
                self.say(connections::Doing::Idle);
            }
            let next = self.next();
            self.timer.as_mut().reset(next);
        }
        Poll::Pending
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for TimedStream<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let this = &mut *self;
        match this.line.poll_read(&mut this.inner, cx, buf) {
            Poll::Ready(done) => {
                let count = buf.filled().len() - before;
                if count > 0 {
                    self.came(count);
                }
                Poll::Ready(done)
            }
            Poll::Pending => self.wait(cx),
        }
    }
}

impl<S: AsyncWrite + Unpin> TimedStream<S> {
    /// What became of a write. One that cannot go on waits for a client who does not take what was sent.
    fn written(&mut self, cx: &mut Context<'_>, outcome: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        match outcome {
            Poll::Ready(done) => {
                self.went();
                Poll::Ready(done)
            }
            Poll::Pending => {
                self.is_stuck();
                self.wait(cx)
            }
        }
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for TimedStream<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.inner).poll_write(cx, buf);
        self.written(cx, outcome)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.inner).poll_flush(cx);
        if flushed.is_ready() {
            self.is_through();
        }
        flushed
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.inner).poll_write_vectored(cx, bufs);
        self.written(cx, outcome)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }
}

#[cfg(test)]
mod tests {
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt, duplex},
        time::sleep,
    };

    use super::*;

    /// Long enough for a busy machine, short enough for a test.
    const TICK: Duration = Duration::from_millis(40);

    fn timeouts() -> ConnectionTimeouts {
        ConnectionTimeouts {
            connections: 1,
            first: 10 * TICK,
            idle: 10 * TICK,
            stall: 4 * TICK,
            request: 5 * TICK,
            kibibyte: TICK,
        }
    }

    /// Reads until nothing comes any more; says whether the time was over.
    async fn read_all(mut end: TimedStream<tokio::io::DuplexStream>) -> bool {
        let mut bytes = Vec::new();
        matches!(end.read_to_end(&mut bytes).await, Err(error) if error.kind() == io::ErrorKind::TimedOut)
    }

    #[tokio::test]
    async fn a_request_byte_by_byte_is_given_up() {
        let (mut client, server) = duplex(64);
        let begun = Instant::now();
        let reading = tokio::spawn(read_all(TimedStream::new(server, timeouts())));
        for _ in 0..200 {
            if client.write_all(b"x").await.is_err() {
                break;
            }
            sleep(TICK).await;
        }
        assert!(reading.await.unwrap());
        assert!(begun.elapsed() < 100 * TICK);
    }

    /// The timer of the silence before must not outlive the request: a slow head ends with its own time.
    #[tokio::test]
    async fn a_slow_head_ends_with_the_time_for_a_request() {
        let (mut client, server) = duplex(64);
        let timeouts = ConnectionTimeouts { first: 100 * TICK, idle: 100 * TICK, ..timeouts() };
        let begun = Instant::now();
        let reading = tokio::spawn(read_all(TimedStream::new(server, timeouts)));
        client.write_all(b"GET / HTTP/1.1").await.unwrap();
        assert!(reading.await.unwrap());
        assert!(begun.elapsed() < 50 * TICK, "{:?}", begun.elapsed());
    }

    #[tokio::test]
    async fn who_idles_or_is_asking_makes_room_and_who_is_served_does_not() {
        let places = connections::Places::new(1, connections::Manners::AllCount);
        let address = std::net::IpAddr::from([203, 0, 113, 1]);
        for asked in [&b""[..], b"GET"] {
            let (mut client, server) = duplex(64);
            let end = TimedStream::new(server, timeouts()).in_place(places.take(address).unwrap());
            let reading = tokio::spawn(async move {
                let (mut end, mut bytes) = (end, Vec::new());
                end.read_to_end(&mut bytes).await
            });
            client.write_all(asked).await.unwrap();
            sleep(TICK).await;
            let newcomer = places.take(address);
            assert!(newcomer.is_some());
            assert_eq!(reading.await.unwrap().unwrap_err().kind(), io::ErrorKind::ConnectionAborted);
        }
        let (_client, server) = duplex(64);
        let answered = TimedStream::new(server, timeouts()).in_place(places.take(address).unwrap());
        let _serving = answered.sign().unwrap().serve();
        assert!(places.take(address).is_none(), "a request is being answered");
    }

    #[tokio::test]
    async fn whoever_takes_an_answer_is_served_to_its_end_and_whoever_does_not_is_not() {
        use connections::Doing::{Asking, Idle, Served};
        let places = connections::Places::new(1, connections::Manners::AllCount);
        let (mut client, server) = duplex(64);
        let timeouts = ConnectionTimeouts { idle: 100 * TICK, ..timeouts() };
        let mut end = TimedStream::new(server, timeouts).in_place(places.take([203, 0, 113, 1].into()).unwrap());
        let sign = end.sign().unwrap();
        client.write_all(b"GET").await.unwrap();
        end.read_exact(&mut [0; 3]).await.unwrap();
        assert_eq!(sign.get(), Asking);
        let serving = sign.serve();
        let sending = tokio::spawn(async move {
            end.write_all(&[b'x'; 640]).await.unwrap();
            end.flush().await.unwrap();
            end
        });
        // Slowly, but without a pause.
        for _ in 0..4 {
            client.read_exact(&mut [0; 64]).await.unwrap();
            sleep(TICK).await;
            assert_eq!(sign.get(), Served);
        }
        sleep(10 * TICK).await;
        assert_eq!(sign.get(), Idle, "nothing is taken");
        client.read_exact(&mut [0; 64]).await.unwrap();
        sleep(TICK).await;
        assert_eq!(sign.get(), Served, "it is taken again");
        client.read_exact(&mut [0; 320]).await.unwrap();
        let mut end = sending.await.unwrap();
        assert_eq!(sign.get(), Served, "there is more to come, as of a live stream");
        drop(serving);
        end.write_all(b"end").await.unwrap();
        assert_eq!(sign.get(), Served, "it has not gone yet");
        end.flush().await.unwrap();
        assert_eq!(sign.get(), Idle);
    }

    #[tokio::test]
    async fn a_large_body_over_a_slow_line_comes_through() {
        let (mut client, server) = duplex(4096);
        let reading = tokio::spawn(read_all(TimedStream::new(server, timeouts())));
        for _ in 0..20 {
            client.write_all(&[b'x'; 4096]).await.unwrap();
            sleep(TICK).await;
        }
        drop(client);
        assert!(!reading.await.unwrap());
    }

    #[tokio::test]
    async fn silence_is_given_up_and_an_answer_begins_it_anew() {
        let (_client, server) = duplex(64);
        let mut end = TimedStream::new(server, timeouts());
        sleep(6 * TICK).await;
        end.write_all(b"x").await.unwrap();
        let begun = Instant::now();
        assert!(read_all(end).await);
        assert!(begun.elapsed() >= 10 * TICK);
    }

    #[tokio::test]
    async fn an_answer_that_nobody_takes_is_given_up() {
        let (_client, server) = duplex(8);
        let mut end = TimedStream::new(server, timeouts());
        let refused = end.write_all(&[b'x'; 64]).await.unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::TimedOut);
    }
}
