//! All feeds at once.

use domain::{access::Action, time::Stamp};

use super::{FeedHealth, Hours, bills, hours};
use crate::{Ctx, Result, accounts::Actor};

/// The state of all feeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// When this was so.
    pub as_of: Stamp,
    /// Power, water, tax.
    pub bills: Vec<FeedHealth>,
    /// The loggers.
    pub hours: Hours,
}

/// The state of all feeds.
pub async fn health(ctx: &Ctx, actor: &Actor) -> Result<Health> {
    actor.must(Action::ReadFeeds)?;
    Ok(Health { as_of: ctx.now(), bills: bills::of_all(ctx).await?, hours: hours::of_all(ctx).await? })
}
