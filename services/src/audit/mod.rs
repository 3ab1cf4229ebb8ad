//! The audit log: who did what to which row, and when. Only ever appended; the database refuses to change or remove
//! a line (migration 7).

mod about;
mod read;

use domain::{access::Role, time::Stamp};
use entities::audit;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};

pub use about::About;
pub use domain::audit::{Act, Subject};
pub use read::{IN_A_FILE, Line, Log, Wanted, Who, read, read_for_a_file};

use crate::{Ctx, Result, accounts::Actor, store};

/// Notes what was done, in the transaction that does it: both happen or neither. No actor: the portal itself, or
/// somebody who is not signed in. `detail` is JSON without personal data: the log is kept longer than anything else.
pub async fn note(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    actor: Option<&Actor>,
    act: Act,
    subject: Subject,
    detail: serde_json::Value,
) -> Result<()> {
    audit::Entity::insert(line(ctx.now(), actor, act, subject, &detail)).exec_without_returning(tx).await?;
    Ok(())
}

/// Notes many things that were done at once, each with its own subject and detail; as [`note`] does.
pub async fn note_all(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    actor: Option<&Actor>,
    act: Act,
    lines: Vec<(Subject, serde_json::Value)>,
) -> Result<()> {
    let lines = lines.iter().map(|(subject, detail)| line(ctx.now(), actor, act, *subject, detail));
    store::insert(tx, lines.collect()).await
}

fn line(
    at: Stamp,
    actor: Option<&Actor>,
    act: Act,
    subject: Subject,
    detail: &serde_json::Value,
) -> audit::ActiveModel {
    audit::ActiveModel {
        at: Set(at),
        account_id: Set(actor.map(|actor| actor.account_id)),
        role: Set(actor.map_or(Role::Public, |actor| actor.role)),
        action: Set(act.as_str().to_owned()),
        subject: Set(subject.to_string()),
        detail: Set(detail.to_string()),
        ..Default::default()
    }
}
