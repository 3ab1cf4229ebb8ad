//! The listening socket.

use std::{io, net::SocketAddr, time::Duration};

use axum::{
    Router,
    extract::connect_info::Connected,
    serve::{IncomingStream, Listener, ListenerExt},
};
use tokio::{
    net::{TcpListener, TcpStream},
    time::sleep,
};
use tokio_util::sync::CancellationToken;

use super::timeouts::{ConnectionTimeouts, TimedStream};
use crate::connections::{Manners, Places, Sign};

/// How long a stopping server waits for answers that are under way.
const GRACE: Duration = Duration::from_secs(10);

/// Serves the portal until `stop`, then lets the answers under way come to their end.
pub async fn serve(listener: TcpListener, portal: Router, stop: CancellationToken) -> io::Result<()> {
    serve_with(listener, portal, ConnectionTimeouts::default(), stop).await
}

/// The same with other time-outs than the usual one.
pub async fn serve_with(
    listener: TcpListener,
    portal: Router,
    timeouts: ConnectionTimeouts,
    stop: CancellationToken,
) -> io::Result<()> {
    // Without TCP_NODELAY a streamed page waits 40 ms for the client's delayed acknowledgement.
    let listener = listener.tap_io(|socket: &mut TcpStream| {
        if let Err(error) = socket.set_nodelay(true) {
            tracing::debug!(%error, "TCP_NODELAY is not to be had");
        }
    });
    let door = Door { listener, timeouts, places: Places::new(timeouts.connections, Manners::AllCount) };
    let portal = portal.into_make_service_with_connect_info::<Peer>();
    let serving = axum::serve(door, portal).with_graceful_shutdown(stop.clone().cancelled_owned());
    tokio::select! {
        ended = serving => ended,
        () = async { stop.cancelled().await; sleep(GRACE).await } => Ok(()),
    }
}

/// The other end of a connection.
#[derive(Clone, Debug)]
pub struct Peer {
    /// Its address.
    pub address: SocketAddr,
    /// Where it is said that a request of it has come whole.
    pub sign: Option<Sign>,
}

impl<L: Listener<Io: Unpin, Addr = SocketAddr>> Connected<IncomingStream<'_, Door<L>>> for Peer {
    fn connect_info(stream: IncomingStream<'_, Door<L>>) -> Self {
        Self { address: *stream.remote_addr(), sign: stream.io().sign() }
    }
}

/// A listener with a limited number of places, whose connections are guarded.
struct Door<L> {
    listener: L,
    timeouts: ConnectionTimeouts,
    places: Places,
}

impl<L: Listener<Io: Unpin, Addr = SocketAddr>> Listener for Door<L> {
    type Io = TimedStream<L::Io>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, SocketAddr) {
        loop {
            let (io, address) = self.listener.accept().await;
            // Where nobody gives way the newcomer is hung up on; browsers try again.
            if let Some(place) = self.places.take(address.ip()) {
                return (TimedStream::new(io, self.timeouts).in_place(place), address);
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}
