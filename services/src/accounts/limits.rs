//! How often somebody may try to sign in or to confirm, and how many passwords are worked on at a time.

use std::{hash::Hash, sync::Arc};

use domain::time::{MINUTE, SECOND};

use crate::{
    Ctx, Result,
    ctx::Part,
    throttle::{Backoff, BackoffPolicy, BoundedPool, Bucket, KnownClients, Turns},
};

/// A person who mistypes waits for short.
const PERSON: BackoffPolicy = BackoffPolicy { free: 5, first: SECOND, longest: MINUTE };
/// An address may be that of a whole office: more tries, then much longer waits.
const CLIENT: BackoffPolicy = BackoffPolicy { free: 20, first: SECOND, longest: 15 * MINUTE };

/// The limits of one process.
#[derive(Debug)]
pub(super) struct Limits {
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
    /// Browsers sent to the provider of identities, by client: each takes a row, and some of the provider's time.
    pub attempts: Bucket,
    /// Argon2: 19 MiB and one processor each. With more at a time, sign-ins would stall the pages; so would more than a
    /// few seconds of them in the queue help nobody. Networks come in turn.
    hashing: BoundedPool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            people: Backoff::new(PERSON),
            logins: Turns::new(50, 6 * SECOND),
            known_clients: KnownClients::default(),
            confirmations: Backoff::new(PERSON),
            clients: Backoff::new(CLIENT),
            attempts: Bucket::new(60, 2 * SECOND),
            hashing: BoundedPool::new(2, 100),
        }
    }
}

impl Part for Arc<Limits> {}

impl Ctx {
    pub(super) fn sign_in_limits(&self) -> Arc<Limits> {
        self.part()
    }
}

/// Does the slow work of a password where it keeps nobody waiting. `who` asks, for their turn.
///
/// # Errors
/// [`Throttled`](crate::Error::Throttled) where too many wait already.
pub(crate) async fn slowly<T: Send + 'static>(
    ctx: &Ctx,
    who: &impl Hash,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    ctx.sign_in_limits().hashing.run(who, work).await
}
