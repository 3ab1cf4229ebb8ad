//! How often programs may come.

use std::sync::Arc;

use domain::time::SECOND;

use crate::{Ctx, ctx::Part, throttle::Bucket};

/// The limits of one process.
#[derive(Debug)]
pub(super) struct Limits {
    /// Requests by token.
    pub tokens: Bucket,
    /// Tokens that are none, by client. Nobody guesses 256 bits; but each try asks the database.
    pub refused: Bucket,
}

impl Default for Limits {
    fn default() -> Self {
        Self { tokens: Bucket::new(60, SECOND), refused: Bucket::new(30, 6 * SECOND) }
    }
}

impl Part for Arc<Limits> {}

impl Ctx {
    pub(super) fn token_limits(&self) -> Arc<Limits> {
        self.part()
    }
}
