//! One simulated logger on its line.

use std::{net::SocketAddr, time::Duration};

use domain::{measurement::Interval, time::Stamp};
use futures::StreamExt;
use hj212::{BuildError, Command, FrameCodec, Packet, Qn, Received};
use tokio::{
    io::AsyncWriteExt,
    net::{TcpStream, tcp::OwnedWriteHalf},
    time::{Instant, sleep, sleep_until, timeout},
};
use tokio_util::codec::FramedRead;

use super::{
    habit::Habit,
    outbox::Outbox,
    player::Player,
    reply::{self, Effect},
    schedule::{Due, Schedule},
};
use services::Clock;

/// How long a logger waits for an acknowledgement (dossier 1.4, mobile networks).
const ANSWER: Duration = Duration::from_secs(10);
/// Between two attempts to connect: doubled from the first to the second.
const BACKOFF: (Duration, Duration) = (Duration::from_millis(500), Duration::from_secs(30));
/// Between the first connections of two loggers.
const STAGGER: Duration = Duration::from_millis(5);
/// How long a silent logger sleeps before it looks at its timetable again.
const SILENCE: i64 = 60_000;

/// A simulated logger: what it plays, what it has to send, and where to.
pub struct Client {
    player: Player,
    gateway: SocketAddr,
    clock: Clock,
    schedule: Schedule,
    outbox: Outbox,
    last_qn: Option<Qn>,
    start_after: Duration,
    speed: f64,
}

/// Why a connection ended.
#[derive(Debug, thiserror::Error)]
enum Ended {
    #[error("the gateway closed the connection")]
    Closed,
    #[error("no acknowledgement came")]
    Unanswered,
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error(transparent)]
    Unsendable(#[from] BuildError),
}

impl Client {
    /// The client of the `n`-th logger.
    pub fn new(player: Player, n: usize, gateway: SocketAddr, speed: f64, clock: Clock) -> Self {
        let now = clock();
        let schedule = Schedule::new(sped_up(player.every, speed), player.sent, player.seed, now);
        let schedule =
            if player.watches_furnace() { schedule.with_furnace(player.sent.five_minutes, now) } else { schedule };
        let start_after = STAGGER * u32::try_from(n).unwrap_or(0);
        Self { player, gateway, clock, schedule, outbox: Outbox::default(), last_qn: None, start_after, speed }
    }

    /// Plays until it is dropped.
    pub async fn play(mut self) {
        sleep(self.start_after).await;
        let mut pause = BACKOFF.0;
        loop {
            match TcpStream::connect(self.gateway).await {
                Ok(stream) => {
                    let begun = Instant::now();
                    let ended = self.talk(stream).await;
                    self.outbox.interrupted();
                    tracing::debug!(mn = self.player.mn(), ended = ?ended.err(), "the line is down");
                    if begun.elapsed() > BACKOFF.1 {
                        pause = BACKOFF.0;
                    }
                }
                Err(error) => tracing::debug!(mn = self.player.mn(), %error, "no line"),
            }
            sleep(pause).await;
            pause = (pause * 2).min(BACKOFF.1);
        }
    }

    /// Sends and answers until the line is down.
    async fn talk(&mut self, stream: TcpStream) -> Result<(), Ended> {
        stream.set_nodelay(true)?;
        let (read, mut write) = stream.into_split();
        let mut read = FramedRead::new(read, FrameCodec::default());
        let mut deadline = Instant::now();
        loop {
            self.queue_what_is_due()?;
            while let Some(frame) = self.outbox.next() {
                send(&mut write, &frame).await?;
                deadline = Instant::now() + ANSWER;
            }
            let waiting = self.outbox.on_its_way().is_some();
            let wake = self.wake();
            tokio::select! {
                received = read.next() => self.hear(received)?,
                () = sleep_until(wake) => {}
                () = sleep_until(deadline), if waiting => {
                    let frame = self.outbox.again().ok_or(Ended::Unanswered)?;
                    send(&mut write, &frame).await?;
                    deadline = Instant::now() + ANSWER;
                }
            }
        }
    }

    /// When the timetable has to be looked at again.
    fn wake(&self) -> Instant {
        let now = (self.clock)();
        let wait = if self.player.habit == Habit::Silent { SILENCE } else { self.schedule.next().since(now) };
        Instant::now() + Duration::from_millis(u64::try_from(wait).unwrap_or(0).clamp(1, 3_600_000))
    }

    fn queue_what_is_due(&mut self) -> Result<(), BuildError> {
        let now = (self.clock)();
        if self.player.habit == Habit::Silent {
            return Ok(());
        }
        for due in self.schedule.take(now) {
            self.queue(due, now)?;
        }
        Ok(())
    }

    fn queue(&mut self, due: Due, now: Stamp) -> Result<(), BuildError> {
        let qn = self.next_qn(now);
        for packet in self.player.upload(due.interval, due.at, qn, due.late)? {
            self.last_qn = packet.qn.max(self.last_qn);
            self.push(&packet);
        }
        if self.player.reports_equipment && !due.late {
            match due.interval {
                Interval::Minute => {
                    let qn = self.next_qn(now);
                    self.push(&self.player.states(now.floor(1000), qn)?);
                }
                Interval::Day => {
                    let qn = self.next_qn(now);
                    self.push(&self.player.run_times(due.at, qn)?);
                }
                Interval::Realtime | Interval::FiveMinutes | Interval::Hour => {}
            }
        }
        Ok(())
    }

    fn push(&mut self, packet: &Packet) {
        self.outbox.push(packet, self.player.check_sum.frame(packet));
    }

    /// The present moment, or a millisecond after the last number: numbers are unique.
    fn next_qn(&mut self, now: Stamp) -> Qn {
        let qn = Qn::after(self.last_qn, now.beijing());
        self.last_qn = Some(qn);
        qn
    }

    fn hear(&mut self, received: Option<std::io::Result<Received>>) -> Result<(), Ended> {
        let received = received.ok_or(Ended::Closed)??;
        let Some(packet) = received.packet else { return Ok(()) };
        if packet.cn == Command::DataAnswer {
            if !self.loses(&packet) {
                self.outbox.acknowledged(packet.qn);
            }
            return Ok(());
        }
        Ok(self.answer(&packet)?)
    }

    /// Whether this acknowledgement gets lost on the way, as the logger's story has it.
    fn loses(&self, acknowledgement: &Packet) -> bool {
        let lossy = self.player.habit == Habit::LosesAcknowledgements;
        self.outbox.on_its_way().is_some_and(|waiting| {
            let first = waiting.attempts == 1 && waiting.command == Command::HourData;
            lossy && first && waiting.answered_as == acknowledgement.qn
        })
    }

    fn answer(&mut self, request: &Packet) -> Result<(), BuildError> {
        let now = (self.clock)();
        let Some(reply) = reply::reply(request, now) else { return Ok(()) };
        self.push(&reply.taken);
        if let Some(said) = reply.said {
            self.push(&said);
        }
        match reply.effect {
            Effect::None => {}
            Effect::Every(every) => self.schedule.set_every(sped_up(every, self.speed)),
            Effect::Send(interval, begin, end) => {
                for at in reply::periods(interval, begin, end, now) {
                    self.queue(Due { interval, at, late: true }, now)?;
                }
            }
        }
        if let Some(done) = reply.done {
            self.push(&done);
        }
        Ok(())
    }
}

/// Milliseconds between instants at a speed, at least ten.
fn sped_up(every: i64, speed: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "some hours at most")]
    ((every as f64 / speed) as i64).max(10)
}

async fn send(write: &mut OwnedWriteHalf, frame: &[u8]) -> std::io::Result<()> {
    timeout(ANSWER, write.write_all(frame)).await?
}
