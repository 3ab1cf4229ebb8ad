//! One logger's connection: frames in, answers out, in the same order.

use std::{io, sync::Arc, time::Instant};

use bytes::{Bytes, BytesMut};
use futures::{FutureExt, StreamExt};
use hj212::FrameCodec;
use services::monitoring::record::Pending;
use tokio::{
    io::{AsyncWrite, AsyncWriteExt},
    net::{TcpStream, tcp::OwnedReadHalf},
    sync::mpsc,
    time::{sleep, timeout},
};
use tokio_util::codec::FramedRead;

use super::{
    judge::{Judged, judge},
    listener::Shared,
};

/// Frames of one connection that may wait for their commit; then reading pauses.
const IN_FLIGHT: usize = 1024;
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
    /// The portal is stopping.
    Stopping,
}

/// A frame on its way to the database, and what is sent when it is there.
struct Owed {
    pending: Pending,
    answer: Bytes,
}

/// Serves one connection to its end. What was read is recorded and answered even when the portal stops.
pub async fn serve(socket: TcpStream, shared: &Arc<Shared>) -> End {
    // Answers are small and waited for; without this they would wait for each other.
    if let Err(error) = socket.set_nodelay(true) {
        return End::Broken(error);
    }
    let (read, write) = socket.into_split();
    let (owe, owed) = mpsc::channel(IN_FLIGHT);
    let mut answering = tokio::spawn(answer(write, owed, shared.clone()));
    let end = tokio::select! {
        end = receive(read, owe, shared) => end,
        _ = &mut answering => return End::NoAnswer,
    };
    // Reading has ended and the queue is closed: what is still owed is sent, as far as the other side reads it.
    let _finished = answering.await;
    end
}

/// Reads, judges and hands over until the line, the limits or the portal say stop.
async fn receive(read: OwnedReadHalf, owe: mpsc::Sender<Owed>, shared: &Shared) -> End {
    let mut frames = FramedRead::with_capacity(read, FrameCodec::with_max_segment(shared.limits.segment), GATHER);
    let (mut introduced, mut refused) = (false, 0);
    let arrived = Instant::now();
    loop {
        let patience =
            if introduced { shared.limits.idle } else { shared.limits.introduction.saturating_sub(arrived.elapsed()) };
        let next = tokio::select! {
            () = shared.stop.cancelled() => return End::Stopping,
            next = timeout(patience, frames.next()) => next,
        };
        let received = match next {
            Err(_elapsed) if introduced => return End::Idle,
            Err(_elapsed) => return End::Unwelcome,
            Ok(None) => return End::HungUp,
            Ok(Some(Err(error))) => return End::Broken(error),
            Ok(Some(Ok(received))) => received,
        };
        let judged = judge(&shared.ctx, received, shared.ctx.now()).await;
        refused = if judged.is_accepted() { 0 } else { refused + 1 };
        introduced |= judged.is_accepted();
        slow_down(&judged, shared).await;
        let pending = shared.recorder.record(judged.arrival).await;
        if owe.send(Owed { pending, answer: judged.answer }).await.is_err() {
            return End::NoAnswer;
        }
        if refused >= shared.limits.refused_in_a_row {
            return End::Unwelcome;
        }
    }
}

/// Lets a logger that sends too fast wait; its bytes stay in the network meanwhile.
async fn slow_down(judged: &Judged, shared: &Shared) {
    let Some(device) = &judged.arrival.device else { return };
    let wait = shared.rates.take(device.id, Instant::now());
    if !wait.is_zero() {
        metrics::counter!("mingjian_gateway_slowed_total").increment(1);
        tokio::select! {
            () = sleep(wait) => {}
            () = shared.stop.cancelled() => {}
        }
    }
}

/// Sends what is owed, in order, each answer after its commit. Ends when nothing more will come, when a frame could
/// not be stored (the logger must send again, and does so on a new connection), or when nobody reads.
async fn answer(mut write: impl AsyncWrite + Unpin, mut owed: mpsc::Receiver<Owed>, shared: Arc<Shared>) {
    let mut gathered = BytesMut::new();
    let mut next = owed.recv().await;
    while let Some(first) = next {
        if first.pending.await.is_err() {
            return;
        }
        gathered.extend_from_slice(&first.answer);
        next = gather(&mut owed, &mut gathered);
        let sent = timeout(shared.limits.unread, write.write_all(&gathered)).await;
        if !matches!(sent, Ok(Ok(()))) {
            return;
        }
        gathered.clear();
        if next.is_none() {
            next = owed.recv().await;
        }
    }
}

/// Adds the answers of further frames that are committed already. Returns the first one that is not.
fn gather(owed: &mut mpsc::Receiver<Owed>, gathered: &mut BytesMut) -> Option<Owed> {
    while gathered.len() < GATHER {
        let mut next = owed.try_recv().ok()?;
        match (&mut next.pending).now_or_never() {
            Some(Ok(_recorded)) => gathered.extend_from_slice(&next.answer),
            Some(Err(failed)) => return Some(Owed { pending: Pending::failed(failed), ..next }),
            None => return Some(next),
        }
    }
    None
}
