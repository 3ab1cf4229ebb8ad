//! What all connections share.

use std::{net::IpAddr, time::Instant};

use services::{Ctx, monitoring::record::Recorder};
use tokio_util::sync::CancellationToken;

use super::{Limits, logger_connections::LoggerConnections, rate::Rates};

/// What all connections share.
pub struct Shared {
    pub ctx: Ctx,
    pub recorder: Recorder,
    pub limits: Limits,
    /// How fast each logger may send.
    pub rates: Rates<i64>,
    /// How many bytes each logger may send in a day before it is read more slowly.
    pub bytes: Rates<i64>,
    pub strangers: Strangers,
    /// How many bytes of each logger's refused frames are kept.
    pub refused: Rates<i64>,
    /// The connections of each logger.
    pub tables: LoggerConnections,
    pub stop: CancellationToken,
}

/// What those may do who have not shown a logger's number and password.
pub struct Strangers {
    /// How fast each address may send.
    pub rates: Rates<IpAddr>,
    kept: Rates<IpAddr>,
    kept_of_all: Rates<()>,
}

impl Strangers {
    pub fn new(limits: &Limits) -> Self {
        let (each, all) = limits.strange_frames_kept;
        let rates = Rates::new(limits.strange_frames_per_minute);
        Self { rates, kept: Rates::new(each), kept_of_all: Rates::new(all) }
    }

    /// Whether one more of their frames is kept as evidence.
    pub fn keep(&self, address: IpAddr, now: Instant) -> bool {
        self.kept.try_take(address, now) && self.kept_of_all.try_take((), now)
    }
}
