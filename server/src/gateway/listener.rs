//! Lets clients in.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use services::{Ctx, monitoring::record::Recorder};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
    time::sleep,
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::{Limits, connection, rate::Rates};

/// What all connections share.
pub struct Shared {
    pub ctx: Ctx,
    pub recorder: Recorder,
    pub limits: Limits,
    pub rates: Rates,
    pub stop: CancellationToken,
}

/// Serves loggers until `stop`; then lets every connection finish the answers that it owes.
pub async fn run(listener: TcpListener, ctx: Ctx, recorder: Recorder, limits: Limits, stop: CancellationToken) {
    let slots = Arc::new(Semaphore::new(limits.connections));
    let tasks = TaskTracker::new();
    let rates = Rates::new(limits.frames_per_minute);
    let shared = Arc::new(Shared { ctx, recorder, limits, rates, stop });
    loop {
        let next = tokio::select! {
            () = shared.stop.cancelled() => break,
            next = next_client(&listener, &slots) => next,
        };
        match next {
            Ok((slot, socket)) => drop(tasks.spawn(serve(socket, shared.clone(), slot))),
            Err(error) => {
                // Out of file descriptors, most likely: wait for some to come back.
                tracing::warn!(%error, "a logger could not be let in");
                sleep(Duration::from_millis(200)).await;
            }
        }
    }
    tasks.close();
    tasks.wait().await;
}

/// A free slot first, then a client: a full house leaves clients in the kernel's queue instead of piling up sockets.
async fn next_client(
    listener: &TcpListener,
    slots: &Arc<Semaphore>,
) -> io::Result<(Option<OwnedSemaphorePermit>, TcpStream)> {
    // The semaphore is never closed, so there is always a permit in the end.
    let slot = slots.clone().acquire_owned().await.ok();
    let (socket, _peer): (TcpStream, SocketAddr) = listener.accept().await?;
    Ok((slot, socket))
}

async fn serve(socket: TcpStream, shared: Arc<Shared>, slot: Option<OwnedSemaphorePermit>) {
    metrics::gauge!("mingjian_gateway_connections").increment(1.0);
    let reason = connection::serve(socket, &shared).await;
    metrics::gauge!("mingjian_gateway_connections").decrement(1.0);
    tracing::debug!(?reason, "a logger's connection ended");
    drop(slot);
}
