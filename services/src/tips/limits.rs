//! How often somebody may file, write or try a receipt code, and how many photos are worked on at a time.

use std::sync::Arc;

use domain::time::{MINUTE, SECOND};

use super::held::Held;
use crate::{
    Ctx,
    ctx::Part,
    throttle::{Backoff, BackoffPolicy, BoundedPool, Bucket, Places},
};

/// Nobody mistypes a code of 16 digits ten times.
const RECEIPT: BackoffPolicy = BackoffPolicy { free: 10, first: 2 * SECOND, longest: 15 * MINUTE };

/// The limits of one process.
#[derive(Debug)]
pub(super) struct Limits {
    /// Wrong receipt codes by client.
    pub receipt_clients: Backoff,
    /// Wrong receipt codes of everybody together: at most 5 a second, against guesses from many places.
    pub receipts: Bucket,
    /// Tip-offs by client.
    pub filing_clients: Bucket,
    /// Tip-offs by network: who holds many addresses must not use up what everybody shares.
    pub filing_networks: Bucket,
    /// Tip-offs of everybody together: the store must not fill up overnight.
    pub filings: Bucket,
    /// A reserve of these for networks that have not filed lately: a few that file a lot must not use up what is left for
    /// everybody else.
    pub first_filings: Bucket,
    /// Photos by client, filed or not: cleaning one takes a second of a processor.
    pub photo_clients: Bucket,
    /// Photos on their way in: up to 12 MiB each. Who brings less than 4 KiB a second makes room for others.
    pub uploads: Places,
    /// Photos of forms that are not filed yet.
    pub held: Held,
    /// Messages by tip-off.
    pub messages: Bucket,
    /// Photos: up to 200 MiB each while they are decoded. Two at a time, so that a heavy one does not stop the others;
    /// networks come in turn.
    pub photos: BoundedPool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            receipt_clients: Backoff::new(RECEIPT),
            receipts: Bucket::new(300, SECOND / 5),
            filing_clients: Bucket::new(10, 6 * MINUTE),
            filing_networks: Bucket::new(40, MINUTE),
            filings: Bucket::new(300, 2 * SECOND),
            first_filings: Bucket::new(100, 6 * SECOND),
            photo_clients: Bucket::new(40, 20 * SECOND),
            uploads: Places::new(24, 5).with_pace(4 * 1024),
            held: Held::default(),
            messages: Bucket::new(10, MINUTE),
            photos: BoundedPool::new(2, 24),
        }
    }
}

impl Part for Arc<Limits> {}

impl Ctx {
    pub(super) fn tip_limits(&self) -> Arc<Limits> {
        self.part()
    }
}
