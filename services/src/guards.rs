//! All limits on how often and how much, in one place.

use domain::time::{MINUTE, SECOND};

use crate::{
    secret::BoundedPool,
    throttle::{Backoff, BackoffPolicy, Bucket, KnownClients, Places, Turns},
    tips::Held,
};

/// A person who mistypes waits for short.
const PERSON: BackoffPolicy = BackoffPolicy { free: 5, first: SECOND, longest: MINUTE };
/// An address may be that of a whole office: more tries, then much longer waits.
const CLIENT: BackoffPolicy = BackoffPolicy { free: 20, first: SECOND, longest: 15 * MINUTE };
/// Nobody mistypes a code of 16 digits ten times.
const RECEIPT: BackoffPolicy = BackoffPolicy { free: 10, first: 2 * SECOND, longest: 15 * MINUTE };

/// The throttles and bounded pools of one process.
#[derive(Debug)]
pub(crate) struct Guards {
    /// Failed passwords by login and client.
    pub people: Backoff,
    /// Failed passwords by login, from clients that never signed in with it: whoever knows a login must neither guess
    /// from many places nor lock its owner out, who gets a turn among them.
    pub logins: Turns,
    /// Logins and the clients from which they signed in.
    pub known_clients: KnownClients,
    /// Failed passwords by account, once signed in.
    pub confirmations: Backoff,
    /// Failed passwords by client.
    pub clients: Backoff,
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
    /// Argon2: 19 MiB and one processor each. With more at a time, sign-ins would stall the pages; so would more than a
    /// few seconds of them in the queue help nobody. Networks come in turn.
    pub hashing: BoundedPool,
    /// Photos: up to 200 MiB each while they are decoded. Two at a time, so that a heavy one does not stop the others;
    /// networks come in turn.
    pub photos: BoundedPool,
}

impl Default for Guards {
    fn default() -> Self {
        Self {
            people: Backoff::new(PERSON),
            logins: Turns::new(50, 6 * SECOND),
            known_clients: KnownClients::default(),
            confirmations: Backoff::new(PERSON),
            clients: Backoff::new(CLIENT),
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
            hashing: BoundedPool::new(2, 100),
            photos: BoundedPool::new(2, 24),
        }
    }
}
