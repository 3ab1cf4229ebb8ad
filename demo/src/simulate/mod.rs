//! The simulated loggers: the model of what they measure, and the clients that send it.
//!
//! Each logger of the database becomes a TCP client of its own, in its edition and with its quirks. It sends instants
//! in the rhythm of its registration, ten-minute values, hours and days when they have ended, waits for each
//! acknowledgement, sends again what was not acknowledged, and on a new start sends what has been missing since the
//! newest stored value, as a real logger does after a power cut.

mod client;
pub mod fleet;
mod frame;
mod habit;
pub mod model;
mod outbox;
pub mod player;
mod reply;
mod schedule;

use std::{net::SocketAddr, sync::Arc};

use domain::time::Stamp;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use services::{Clock, Error, Result, store::Store};

/// Plays every enabled logger of the database against a gateway until `shutdown`. Real-time values come `speed` times
/// as often as registered; the clock is not sped up, so that ten minutes stay ten minutes.
///
/// Needs the database only at the beginning. A gateway that is not there yet, or goes away, is tried again and again.
/// Fails where `speed` is no positive number or the database has no logger.
pub async fn run(store: Store, gateway: SocketAddr, speed: f64, shutdown: CancellationToken) -> Result<()> {
    run_at(&store, gateway, speed, shutdown, Arc::new(|| Stamp::from(chrono::Utc::now()))).await
}

/// The same with a clock of the caller's.
pub async fn run_at(
    store: &Store,
    gateway: SocketAddr,
    speed: f64,
    shutdown: CancellationToken,
    clock: Clock,
) -> Result<()> {
    if !speed.is_finite() || speed <= 0.0 {
        return Err(Error::invalid("speed", "the speed must be a positive number"));
    }
    let players = fleet::load(store).await?;
    if players.is_empty() {
        return Err(services::Conflict::Setup("the database has no data loggers to play".to_owned()).into());
    }
    tracing::info!(loggers = players.len(), %gateway, speed, "loggers are being played");
    let mut clients = JoinSet::new();
    for (n, player) in players.into_iter().enumerate() {
        let client = client::Client::new(player, n, gateway, speed, clock.clone());
        let shutdown = shutdown.clone();
        clients.spawn(async move { shutdown.run_until_cancelled_owned(client.play()).await });
    }
    while clients.join_next().await.is_some() {}
    Ok(())
}
