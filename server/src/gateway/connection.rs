//! One logger's connection: frames in, answers out, in the same order.

use std::{
    io,
    sync::Arc,
    time::{Duration, Instant},
};

use bytes::{Bytes, BytesMut};
use futures::{FutureExt, StreamExt};
use hj212::{FrameCodec, Received, Station, SystemType};
use services::commands::{Desk, Line as DeskLine, Linked, Told};
use services::monitoring::record::{Pending, Recorded, UNSTORABLE};
use tokio::{
    io::{AsyncWrite, AsyncWriteExt, Interest, Ready},
    net::{TcpStream, tcp::OwnedReadHalf},
    sync::mpsc,
    time::{sleep, timeout},
};
use tokio_util::codec::FramedRead;

use super::{
    judge::{Judged, judge},
    logger_connections::Seat,
    shared::Shared,
};
use crate::connections::{Doing, Place};

/// Frames of one connection that may wait for their commit; then reading pauses.
const IN_FLIGHT: usize = 1024;
/// How often a line that is slowed down is looked at: whoever left does not keep a place.
const GLANCE: Duration = Duration::from_secs(1);
/// Commands that may wait to be written to one connection: each logger has one on its way at a time.
const COMMANDS: usize = 8;
/// Bytes of answers that are gathered before they are sent.
const GATHER: usize = 16 * 1024;

/// Why a connection ended.
#[derive(Debug)]
#[allow(dead_code, reason = "read by Debug, in the log")]
pub enum End {
    /// The logger hung up.
    HungUp,
    /// The line broke.
    Broken(io::Error),
    /// Nothing came for too long.
    Idle,
    /// No acceptable frame came in time, or too many bad ones.
    Unwelcome,
    /// The logger did not read its answers, or a frame could not be stored.
    NoAnswer,
    /// The house was full and this client had not introduced itself, or its logger has opened newer connections.
    Crowded,
    /// The portal is stopping.
    Stopping,
}

/// A frame on its way to the database, what is sent when it is there, and what is told then of what it says about commands.
struct Owed {
    pending: Pending,
    answer: Bytes,
    told: Option<Told>,
}

/// Serves one connection to its end. What was read is recorded and answered even when the portal stops.
pub async fn serve(socket: TcpStream, shared: &Arc<Shared>, place: &Place) -> End {
    // Answers are small and waited for; without this they would wait for each other.
    if let Err(error) = socket.set_nodelay(true) {
        return End::Broken(error);
    }
    let (read, write) = socket.into_split();
    let (owe, owed) = mpsc::channel(IN_FLIGHT);
    let (command, commands) = mpsc::channel(COMMANDS);
    let mut answering = tokio::spawn(answer(write, owed, commands, shared.clone()));
    let frames = FramedRead::with_capacity(read, FrameCodec::with_max_segment(shared.limits.segment), GATHER);
    let connected = Instant::now();
    let line = Line { frames, shared, place, connected, heard: false, seat: None, command, linked: None, refused: 0 };
    let end = tokio::select! {
        end = line.receive(owe) => end,
        _ = &mut answering => return End::NoAnswer,
    };
    // Reading has ended and the queue is closed: what is still owed is sent, as far as the other side reads it.
    let _finished = answering.await;
    end
}

/// The reading side of a connection.
struct Line<'a> {
    frames: FramedRead<OwnedReadHalf, FrameCodec>,
    shared: &'a Shared,
    place: &'a Place,
    connected: Instant,
    /// Whether any frame has come.
    heard: bool,
    /// Its place among the connections of the logger that it has introduced itself as.
    seat: Option<Seat<'a>>,
    /// Where commands for the logger go.
    command: mpsc::Sender<Bytes>,
    /// Its place on the desk of commands.
    linked: Option<Linked>,
    /// Refused frames in a row.
    refused: u32,
}

impl<'a> Line<'a> {
    /// Reads, judges and hands over until the line, the limits or the portal say stop.
    async fn receive(mut self, owe: mpsc::Sender<Owed>) -> End {
        loop {
            let received = match self.next().await {
                Ok(received) => received,
                Err(end) => return end,
            };
            let introduction = self.linked.is_none().then(|| introduction(&received, &self.command)).flatten();
            let mut judged = judge(&self.shared.ctx, received, self.shared.ctx.now()).await;
            self.note(&judged, introduction);
            let has_left = self.slow_down(&mut judged).await;
            let pending = self.shared.recorder.record(judged.arrival).await;
            if owe.send(Owed { pending, answer: judged.answer, told: judged.told }).await.is_err() {
                return End::NoAnswer;
            }
            if self.refused >= self.shared.limits.refused_in_a_row {
                return End::Unwelcome;
            }
            if has_left {
                return End::HungUp;
            }
        }
    }

    fn note(&mut self, judged: &Judged, introduction: Option<DeskLine>) {
        self.heard = true;
        self.refused = if judged.is_accepted() { 0 } else { self.refused + 1 };
        let Some(device) = judged.arrival.device.as_ref().filter(|_| judged.is_accepted()) else { return };
        let shared: &'a Shared = self.shared;
        if self.seat.is_none() {
            self.seat = Some(shared.tables.sit(device.id, self.place.leave().clone()));
            // A logger that has shown who it is does not make room for those who have not.
            self.place.sign().set(Doing::Served);
        }
        if let Some(line) = introduction {
            self.linked = Some(Desk::link(&shared.ctx, device.id, line));
        }
    }

    /// The next frame. A line that falls silent after one without terminator has sent all of it if its length field says
    /// so; what it leaves half said is given up after a while.
    async fn next(&mut self) -> Result<Received, End> {
        let mut silent = Duration::ZERO;
        loop {
            let time_left = self.time_left(silent);
            let pause = self.pause(silent).min(time_left);
            let next = tokio::select! {
                () = self.shared.stop.cancelled() => return Err(End::Stopping),
                () = self.place.leave().cancelled() => return Err(End::Crowded),
                next = timeout(pause, self.frames.next()) => next,
            };
            match next {
                Ok(None) => return Err(End::HungUp),
                Ok(Some(Err(error))) => return Err(End::Broken(error)),
                Ok(Some(Ok(received))) => return Ok(received),
                Err(_elapsed) => silent += pause,
            }
            if let Some(received) = self.after_silence(silent) {
                return Ok(received);
            }
            if pause == time_left {
                return Err(if self.seat.is_some() { End::Idle } else { End::Unwelcome });
            }
        }
    }

    /// How long the line may go on being silent.
    fn time_left(&self, silent: Duration) -> Duration {
        let limits = &self.shared.limits;
        match (self.seat.is_some(), self.heard) {
            (true, _) => limits.idle.saturating_sub(silent),
            (false, true) => limits.introduction.saturating_sub(self.connected.elapsed()),
            (false, false) => limits.introduction.min(limits.first_frame).saturating_sub(self.connected.elapsed()),
        }
    }

    /// Until when to look at what a silent line has left.
    fn pause(&self, silent: Duration) -> Duration {
        let limits = &self.shared.limits;
        match silent {
            silent if silent < limits.lull => limits.lull.saturating_sub(silent),
            silent if silent < limits.half_frame => limits.half_frame.saturating_sub(silent),
            _ => Duration::MAX,
        }
    }

    fn after_silence(&mut self, silent: Duration) -> Option<Received> {
        let mut left = std::mem::take(self.frames.read_buffer_mut());
        let codec = self.frames.decoder_mut();
        let settled = codec.settle(&mut left);
        let given_up = silent >= self.shared.limits.half_frame && settled.is_none();
        let received = if given_up { codec.give_up(&mut left) } else { settled };
        *self.frames.read_buffer_mut() = left;
        received
    }

    /// Lets whoever sends too fast wait; the bytes stay in the network meanwhile. Who has not shown a logger's password
    /// is counted by address, whatever number is written into the frames. Of what is refused samples are kept. True where the
    /// other side left meanwhile: what it has sent too fast and not waited for it must send again.
    async fn slow_down(&self, judged: &mut Judged) -> bool {
        let now = Instant::now();
        let wait = match &judged.arrival.device {
            Some(device) if judged.authentic => {
                if !judged.is_accepted() {
                    judged.arrival.keep = self.shared.refused.try_take_all(device.id, judged.arrival.wire.len(), now);
                }
                let bytes = self.shared.bytes.take_all(device.id, judged.arrival.wire.len(), now);
                self.shared.rates.take(device.id, now).max(bytes)
            }
            _ => {
                let (strangers, address) = (&self.shared.strangers, self.place.address());
                judged.arrival.keep = strangers.keep(address, now);
                strangers.rates.take(address, now)
            }
        };
        if wait.is_zero() {
            return false;
        }
        metrics::counter!("mingjian_gateway_slowed_total").increment(1);
        let until = now + wait;
        while !self.has_left() {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            tokio::select! {
                () = sleep(left.min(GLANCE)) => {}
                () = self.shared.stop.cancelled() => return false,
                () = self.place.leave().cancelled() => return false,
            }
        }
        true
    }

    /// Whether the other side has closed the line, though not all that it sent before is read yet.
    fn has_left(&self) -> bool {
        let ready = self.frames.get_ref().ready(Interest::READABLE).now_or_never();
        ready.is_some_and(|ready| ready.is_err() || ready.is_ok_and(Ready::is_read_closed))
    }
}

/// How a logger calls itself, for commands that go to it over this connection.
fn introduction(received: &Received, command: &mpsc::Sender<Bytes>) -> Option<DeskLine> {
    // An answer is of another system (91) than the logger's own packets.
    let packet = received.packet.as_ref().filter(|packet| packet.st != SystemType::Interaction)?;
    Some(DeskLine { station: Station::of(packet), algorithm: received.algorithm(), send: command.clone() })
}

/// Sends what is owed, in order, each answer after its commit, and between them the commands for the logger. Ends when no frame
/// will come any more, when one could not be stored (the logger must send again, and does so on a new connection), or when
/// nobody reads.
async fn answer(
    mut write: impl AsyncWrite + Unpin,
    mut owed: mpsc::Receiver<Owed>,
    mut commands: mpsc::Receiver<Bytes>,
    shared: Arc<Shared>,
) {
    let mut gathered = BytesMut::new();
    let mut next = None;
    loop {
        if next.is_none() {
            next = tokio::select! {
                biased;
                first = owed.recv() => match first {
                    Some(first) => Some(first),
                    None => return,
                },
                Some(command) = commands.recv() => {
                    gathered.extend_from_slice(&command);
                    None
                }
            };
        }
        if let Some(first) = next.take() {
            match first.pending.await {
                Ok(recorded) => settle(&shared, &recorded, (first.answer, first.told), &mut gathered),
                Err(_failed) => return,
            }
            next = gather(&shared, &mut owed, &mut gathered);
        }
        let sent = timeout(shared.limits.unread, write.write_all(&gathered)).await;
        if !matches!(sent, Ok(Ok(()))) {
            return;
        }
        gathered.clear();
    }
}

/// What is said about a frame that is in the database, and what is told of it: nothing where that took its bytes and not its
/// values.
fn settle(shared: &Shared, recorded: &Recorded, (answer, told): (Bytes, Option<Told>), gathered: &mut BytesMut) {
    if recorded.verdict == UNSTORABLE {
        return;
    }
    gathered.extend_from_slice(&answer);
    if let Some(told) = told {
        shared.ctx.commands().tell(Told { frame_id: Some(recorded.frame_id), ..told });
    }
}

/// Adds the answers of further frames that are committed already. Returns the first one that is not.
fn gather(shared: &Shared, owed: &mut mpsc::Receiver<Owed>, gathered: &mut BytesMut) -> Option<Owed> {
    while gathered.len() < GATHER {
        let mut next = owed.try_recv().ok()?;
        match (&mut next.pending).now_or_never() {
            Some(Ok(recorded)) => settle(shared, &recorded, (next.answer, next.told), gathered),
            Some(Err(failed)) => return Some(Owed { pending: Pending::failed(failed), ..next }),
            None => return Some(next),
        }
    }
    None
}
