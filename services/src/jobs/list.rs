//! The queue as the administrator sees it.

use std::collections::HashMap;

use domain::{
    access::{Action, may},
    time::Stamp,
};
use entities::{job, mail};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Job, enqueue::read};
use crate::{Ctx, Result, actor::Actor};

/// The most rows that are shown.
const MOST: u64 = 200;

/// The mail that a job is to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// To whom; only the provider for those who do not manage accounts: `…@example.com`.
    pub recipient: String,
    /// Subject.
    pub subject: String,
}

/// A job that is not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Key.
    pub id: i64,
    /// What it is.
    pub kind: String,
    /// The mail that it is to send.
    pub letter: Option<Letter>,
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

/// The queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    /// Jobs that were given up.
    pub failed: u64,
    /// Jobs that wait, those that failed before among them.
    pub waiting: u64,
    /// Mails that have not left.
    pub unsent: u64,
    /// The first of them: those given up first, then the oldest.
    pub jobs: Vec<Waiting>,
}

/// What is not done yet.
pub async fn list(ctx: &Ctx, actor: &Actor) -> Result<Queue> {
    actor.must(Action::ReadAudit)?;
    let db = ctx.store.read();
    let failed = job::Entity::find().filter(job::Column::FailedAt.is_not_null());
    let waiting = job::Entity::find().filter(job::Column::FailedAt.is_null());
    let unsent = mail::Entity::find().filter(mail::Column::SentAt.is_null()).count(db).await?;
    let counts = (failed.clone().count(db).await?, waiting.clone().count(db).await?);
    let mut rows = failed.order_by_asc(job::Column::Id).limit(MOST).all(db).await?;
    rows.extend(waiting.order_by_asc(job::Column::Id).limit(MOST).all(db).await?);
    let letters = letters(ctx, actor, &rows).await?;
    let jobs = rows.into_iter().map(|row| waiting_job(row, &letters)).collect();
    Ok(Queue { failed: counts.0, waiting: counts.1, unsent, jobs })
}

/// How many jobs were given up; for whoever watches the process.
pub async fn given_up(ctx: &Ctx) -> Result<u64> {
    Ok(job::Entity::find().filter(job::Column::FailedAt.is_not_null()).count(ctx.store.read()).await?)
}

fn waiting_job(row: job::Model, letters: &HashMap<i64, Letter>) -> Waiting {
    let letter = mail_of(&row).and_then(|id| letters.get(&id).cloned());
    let job::Model { id, kind, created_at, run_after, attempts, last_error, failed_at, .. } = row;
    Waiting { id, kind, letter, created_at, run_after, attempts, last_error, failed_at }
}

/// The mail that a job is to send; none where it does something else, or this version cannot read it.
fn mail_of(row: &job::Model) -> Option<i64> {
    match read(row) {
        Ok(Job::SendMail(job)) => Some(job.mail_id),
        _ => None,
    }
}

async fn letters(ctx: &Ctx, actor: &Actor, rows: &[job::Model]) -> Result<HashMap<i64, Letter>> {
    let ids = rows.iter().filter_map(mail_of);
    let mails = mail::Entity::find().filter(mail::Column::Id.is_in(ids)).all(ctx.store.read()).await?;
    let plain = may(actor.role, Action::ManageAccounts);
    let letter = |row: mail::Model| {
        let recipient = if plain { row.recipient } else { provider(&row.recipient) };
        (row.id, Letter { recipient, subject: row.subject })
    };
    Ok(mails.into_iter().map(letter).collect())
}

/// An address without the part that names a person.
fn provider(address: &str) -> String {
    address.rsplit_once('@').map_or_else(|| "…".to_owned(), |(_, provider)| format!("…@{provider}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hidden_address_names_nobody() {
        assert_eq!(provider("zhou.wei@example.com"), "…@example.com");
        assert_eq!(provider("not an address"), "…");
    }
}
