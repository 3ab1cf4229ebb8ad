//! The queue as the administrator sees it.

use domain::{access::Action, time::Stamp};
use entities::job;
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};

use crate::{Ctx, Result, accounts::Actor};

/// The most rows that are shown.
const MOST: u64 = 200;

/// A job that is not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Key.
    pub id: i64,
    /// What it is.
    pub kind: String,
    /// When it was asked for.
    pub created_at: Stamp,
    /// When it is tried next.
    pub run_after: Stamp,
    /// How often it was tried.
    pub attempts: i32,
    /// Why it failed last.
    pub last_error: Option<String>,
    /// When it was given up; absent: it is still being tried.
    pub failed_at: Option<Stamp>,
}

/// What is not done yet, oldest first.
pub async fn list(ctx: &Ctx, actor: &Actor) -> Result<Vec<Waiting>> {
    actor.must(Action::ReadAudit)?;
    let rows = job::Entity::find().order_by_asc(job::Column::Id).limit(MOST).all(ctx.store.read()).await?;
    Ok(rows.into_iter().map(waiting).collect())
}

fn waiting(row: job::Model) -> Waiting {
    let job::Model { id, kind, created_at, run_after, attempts, last_error, failed_at, .. } = row;
    Waiting { id, kind, created_at, run_after, attempts, last_error, failed_at }
}
