//! Taking a job out of the queue, and putting it back.

use domain::time::{HOUR, MINUTE, SECOND, Stamp};
use entities::job;
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{LockBehavior, LockType},
};

use super::{Failure, Job, Lane};
use crate::{Ctx, Result};

/// After so many failures a job is given up: with the waits below, after about five days. A mail server may be dead
/// over a long weekend.
pub const MOST_ATTEMPTS: i32 = 36;
/// A worker that took a job and was never heard of again has crashed.
const LEASE: i64 = 10 * MINUTE;
/// The wait after the first failure; each further one doubles it.
const FIRST_WAIT: i64 = 30 * SECOND;
/// The longest wait between two tries.
const LONGEST_WAIT: i64 = 4 * HOUR;

/// Takes the job of a lane that has been due the longest and counts the attempt. Nobody else gets it before the lease is over.
pub(crate) async fn claim(ctx: &Ctx, lane: Lane) -> Result<Option<job::Model>> {
    let now = ctx.now();
    // Looking first costs no writer: most of the time there is nothing to do.
    if due(now, lane).one(ctx.store.read()).await?.is_none() {
        return Ok(None);
    }
    let tx = ctx.store.write().await?;
    // SQLite has one writer, so nobody can be in between; PostgreSQL passes over rows that another worker is taking.
    let locked = due(now, lane).lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    let Some(row) = locked.one(&tx).await? else { return Ok(None) };
    let attempts = row.attempts + 1;
    let mut claimed = row.into_active_model();
    claimed.attempts = Set(attempts);
    claimed.run_after = Set(now.plus(LEASE));
    let claimed = claimed.update(&tx).await?;
    tx.commit().await?;
    Ok(Some(claimed))
}

fn due(now: Stamp, lane: Lane) -> Select<job::Entity> {
    let all = job::Entity::find();
    let found = match lane {
        Lane::Any => all,
        Lane::Mail => all.filter(job::Column::Kind.eq(Job::MAIL)),
        Lane::Webhook => all.filter(job::Column::Kind.eq(Job::WEBHOOK)),
        Lane::Work => all.filter(job::Column::Kind.is_not_in([Job::MAIL, Job::WEBHOOK])),
    };
    found
        .filter(job::Column::RunAfter.lte(now))
        .filter(job::Column::FailedAt.is_null())
        .order_by_asc(job::Column::RunAfter)
        .order_by_asc(job::Column::Id)
}

/// Removes a job that is done.
pub(crate) async fn done(tx: &impl ConnectionTrait, id: i64) -> Result<()> {
    job::Entity::delete_by_id(id).exec(tx).await?;
    Ok(())
}

/// Puts a job back for later, or gives it up. Either way the row stays and says why.
pub(crate) async fn put_back(ctx: &Ctx, row: job::Model, failure: &Failure) -> Result<()> {
    let now = ctx.now();
    let hopeless = matches!(failure, Failure::Never(_)) || row.attempts >= MOST_ATTEMPTS;
    let run_after = now.plus(wait_after(row.attempts));
    let mut row = row.into_active_model();
    row.last_error = Set(Some(failure.to_string()));
    row.run_after = Set(run_after);
    row.failed_at = Set(hopeless.then_some(now));
    let tx = ctx.store.write().await?;
    row.update(&tx).await?;
    Ok(tx.commit().await?)
}

fn wait_after(attempts: i32) -> i64 {
    let doublings = u32::try_from(attempts - 1).unwrap_or_default().min(20);
    (FIRST_WAIT << doublings).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use domain::time::DAY;

    use super::*;

    #[test]
    fn waits_double_and_outlast_a_long_weekend() {
        assert_eq!([1, 2, 3, 9, 10, 99].map(wait_after).map(|wait| wait / SECOND), [30, 60, 120, 7680, 14400, 14400]);
        let all: i64 = (1..MOST_ATTEMPTS).map(wait_after).sum();
        assert!((4 * DAY..6 * DAY).contains(&all), "{} h", all / HOUR);
    }
}
