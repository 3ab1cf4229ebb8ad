//! All limits on how often and how much, in one place.

use domain::time::{MINUTE, SECOND};

use crate::{
    secret::Turnstile,
    throttle::{Backoff, Bucket, Patience, Places},
    tips::Held,
};

/// A login may be blocked only for short: otherwise whoever knows a login could lock its owner out.
const LOGIN: Patience = Patience { free: 5, first: SECOND, longest: MINUTE };
/// An address may be that of a whole office: more tries, then much longer waits.
const CLIENT: Patience = Patience { free: 20, first: SECOND, longest: 15 * MINUTE };
/// Nobody mistypes a code of 16 digits ten times.
const RECEIPT: Patience = Patience { free: 10, first: 2 * SECOND, longest: 15 * MINUTE };

/// The throttles and turnstiles of one process.
#[derive(Debug)]
pub(crate) struct Guards {
    /// Failed passwords by login, and by account once signed in.
    pub logins: Backoff,
    /// Failed passwords by client.
    pub clients: Backoff,
    /// Wrong receipt codes by client.
    pub receipt_clients: Backoff,
    /// Wrong receipt codes of everybody together: at most 5 a second, against guesses from many places.
    pub receipts: Bucket,
    /// Tip-offs by client.
    pub filing_clients: Bucket,
    /// Tip-offs of everybody together: the store must not fill up overnight.
    pub filings: Bucket,
    /// Photos by client, filed or not: cleaning one takes a second of a processor.
    pub photo_clients: Bucket,
    /// Photos on their way in: up to 12 MiB each.
    pub uploads: Places,
    /// Photos of forms that are not filed yet.
    pub held: Held,
    /// Messages by tip-off.
    pub messages: Bucket,
    /// Argon2: 19 MiB and one processor each. With more at a time, sign-ins would stall the pages.
    pub hashing: Turnstile,
    /// Photos: up to 200 MiB each while they are decoded.
    pub photos: Turnstile,
}

impl Default for Guards {
    fn default() -> Self {
        Self {
            logins: Backoff::new(LOGIN),
            clients: Backoff::new(CLIENT),
            receipt_clients: Backoff::new(RECEIPT),
            receipts: Bucket::new(300, SECOND / 5),
            filing_clients: Bucket::new(10, 6 * MINUTE),
            filings: Bucket::new(300, 2 * SECOND),
            photo_clients: Bucket::new(40, 20 * SECOND),
            uploads: Places::new(24, 6),
            held: Held::default(),
            messages: Bucket::new(10, MINUTE),
            hashing: Turnstile::new(2, 100),
            photos: Turnstile::new(1, 12),
        }
    }
}
