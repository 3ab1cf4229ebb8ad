//! Lets clients in.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use services::{Ctx, monitoring::record::Recorder};
use tokio::{
    net::{TcpListener, TcpStream},
    time::sleep,
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::{
    Limits, connection,
    logger_connections::LoggerConnections,
    rate::Rates,
    shared::{Shared, Strangers},
};
use crate::connections::{Manners, Place, Places};

/// Serves loggers until `stop`; then lets every connection finish the answers that it owes.
pub async fn run(listener: TcpListener, ctx: Ctx, recorder: Recorder, limits: Limits, stop: CancellationToken) {
    let places = Places::new(limits.connections, Manners::ServedStay);
    let tasks = TaskTracker::new();
    let (rates, strangers) = (Rates::new(limits.frames_per_minute), Strangers::new(&limits));
    let bytes = Rates::over(limits.bytes_of_one, Duration::from_hours(24));
    let refused = Rates::over(limits.refused_bytes_kept, Duration::from_hours(24));
    let tables = LoggerConnections::new(limits.connections_of_one);
    let shared = Arc::new(Shared { ctx, recorder, limits, rates, bytes, strangers, refused, tables, stop });
    loop {
        let next: io::Result<(TcpStream, SocketAddr)> = tokio::select! {
            () = shared.stop.cancelled() => break,
            next = listener.accept() => next,
        };
        match next {
            Ok((socket, peer)) => match places.take(peer.ip()) {
                Some(place) => drop(tasks.spawn(serve(socket, shared.clone(), place))),
                None => metrics::counter!("mingjian_gateway_turned_away_total").increment(1),
            },
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

async fn serve(socket: TcpStream, shared: Arc<Shared>, place: Place) {
    metrics::gauge!("mingjian_gateway_connections").increment(1.0);
    let reason = connection::serve(socket, &shared, &place).await;
    metrics::gauge!("mingjian_gateway_connections").decrement(1.0);
    tracing::debug!(?reason, "a logger's connection ended");
}
