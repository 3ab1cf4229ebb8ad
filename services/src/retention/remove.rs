//! Removing what is past its term.

use std::path::{Path, PathBuf};

use domain::{
    access::Action,
    retention::Class,
    time::{Day, Stamp, end_of, start_of},
};
use entities::{frame_chain, retention_run};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, DatabaseTransaction, EntityTrait, Statement};
use serde_json::json;

use super::{
    archive,
    guards::Guards,
    preview::{Due, due},
    rules::{may_go, rule},
};
use crate::{
    Ctx, Error, Result,
    accounts::Actor,
    audit::{self, Act, Subject},
    backup::Failure,
    monitoring::record::first_id,
    store::{Turn, alone},
};

/// Rows that go in one transaction: whoever writes meanwhile waits for no more, but for the rest of a chain.
const AT_ONCE: u64 = 5_000;

/// What went of a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// Which class.
    pub class: Class,
    /// How many rows.
    pub rows: i64,
    /// Where they were written before.
    pub archive: Option<PathBuf>,
}

/// Removes what is past its term and not held back. `archive` is the folder below which frames and values are written
/// before they go; without one they stay. Without an actor it is the command line, or the portal at night.
///
/// # Errors
/// [`Error::Forbidden`], what is wrong with the archive, or the database's. What had gone by then stays gone, and is noted.
pub async fn remove(ctx: &Ctx, actor: Option<&Actor>, archive: Option<&Path>) -> Result<Vec<Gone>, Failure> {
    if let Some(actor) = actor {
        actor.must(Action::ManageRetention)?;
    }
    let begun = ctx.now();
    let all: Vec<Due> = due(ctx).await?.into_iter().filter(|due| due.rows > 0).collect();
    let archived: Vec<_> =
        all.iter().filter(|due| due.class.is_archived()).map(|due| (due.class, due.before)).collect();
    let folder = match archive {
        Some(into) => archive::write(ctx, into, begun, &archived).await?,
        None => None,
    };
    let mut gone = Vec::new();
    for due in all {
        if due.class.is_archived() && folder.is_none() {
            continue;
        }
        let (rows, failed) = class(ctx, &due, begun).await;
        let archive = folder.clone().filter(|_| due.class.is_archived());
        if rows > 0 {
            note(ctx, actor, &due, rows, archive.as_deref()).await?;
            gone.push(Gone { class: due.class, rows, archive });
        }
        failed?;
    }
    Ok(gone)
}

/// Removes what goes of a class, portion by portion; answers how much went, and what stopped it.
async fn class(ctx: &Ctx, due: &Due, begun: Stamp) -> (i64, Result<()>) {
    let (mut rows, mut after) = (0, -1);
    loop {
        match portion(ctx, due, begun, &mut after).await {
            Ok(0) => return (rows, Ok(())),
            Ok(some) => rows += some,
            Err(error) => return (rows, Err(error)),
        }
    }
}

/// One portion. What is held back is asked again each time: a hold that was placed meanwhile counts. Of frames, numbers up
/// to `after` have been looked at.
async fn portion(ctx: &Ctx, due: &Due, begun: Stamp, after: &mut i64) -> Result<i64> {
    let tx = ctx.store.write().await?;
    alone(&tx, Turn::Retention).await?;
    let guards = Guards::read(&tx, begun).await?;
    let condition = may_go(due.class, start_of(due.before), begun, &guards);
    let rows = match due.class {
        Class::Frames => frames(&tx, &condition, after).await?,
        class => some(&tx, class, &condition).await?,
    };
    tx.commit().await?;
    i64::try_from(rows).map_err(|_too_many| Error::NotFound)
}

/// Removes as many rows as go at once, the first ones by their key.
async fn some(tx: &DatabaseTransaction, class: Class, condition: &str) -> Result<u64> {
    let rule = rule(class);
    let key: Vec<_> = rule.key.iter().map(|column| format!("\"{column}\"")).collect();
    let key = key.join(", ");
    let chosen = format!("SELECT {key} FROM {} WHERE {condition} ORDER BY {key} LIMIT {AT_ONCE}", rule.table);
    for (table, column) in rule.with {
        run(tx, &format!("DELETE FROM {table} WHERE {column} IN ({chosen})")).await?;
    }
    run(tx, &format!("DELETE FROM {} WHERE ({key}) IN ({chosen})", rule.table)).await
}

/// Removes frames, chain by chain, until there are about as many as go at once: in no moment is there a part of a chain.
async fn frames(tx: &DatabaseTransaction, condition: &str, after: &mut i64) -> Result<u64> {
    let mut rows = 0;
    while rows < AT_ONCE {
        let sql = format!(
            "SELECT id, received_at, coalesce(device_id, 0) AS device FROM raw_frame \
             WHERE id > {after} AND ({condition}) ORDER BY id LIMIT 1"
        );
        let first = tx.query_one_raw(Statement::from_string(tx.get_database_backend(), sql)).await?;
        let Some(first) = first else { break };
        let (id, device): (i64, i64) = (first.try_get("", "id")?, first.try_get("", "device")?);
        let day = Stamp(first.try_get("", "received_at")?).day();
        // It is the first of its chain, or of what the chain's day has beside it. The key is walked from it to the last one.
        let noted = frame_chain::Entity::find_by_id((Day(day), device)).one(tx).await?;
        let last = noted.map_or(0, |chain| chain.last_id).max(first_id(end_of(day)) - 1).max(id);
        let whose = if device == 0 { "device_id IS NULL".to_owned() } else { format!("device_id = {device}") };
        let (from, to) = (start_of(day).0, end_of(day).0);
        let gone = run(
            tx,
            &format!(
                "DELETE FROM raw_frame WHERE {whose} AND id >= {id} AND id <= {last} \
                 AND received_at >= {from} AND received_at < {to} AND ({condition})"
            ),
        )
        .await?;
        rows += gone;
        *after = if gone == 0 { id } else { id - 1 };
    }
    Ok(rows)
}

async fn run(tx: &DatabaseTransaction, sql: &str) -> Result<u64> {
    Ok(tx.execute_raw(Statement::from_string(tx.get_database_backend(), sql)).await?.rows_affected())
}

/// Notes how much went: here by class, in the audit log by the same counts.
async fn note(ctx: &Ctx, actor: Option<&Actor>, due: &Due, rows: i64, archive: Option<&Path>) -> Result<()> {
    let tx = ctx.store.write().await?;
    let row = retention_run::ActiveModel {
        at: Set(ctx.now()),
        account_id: Set(actor.map(|actor| actor.account_id)),
        class: Set(due.class),
        before: Set(Day(due.before)),
        rows: Set(rows),
        oldest: Set(due.oldest.map(|oldest| Day(oldest.day()))),
        archive: Set(archive.and_then(|folder| folder.file_name()).map(|name| name.to_string_lossy().into_owned())),
        ..Default::default()
    };
    let row = row.insert(&tx).await?;
    let detail = json!({ "class": due.class, "rows": rows, "before": Day(due.before) });
    audit::note(&tx, ctx, actor, Act::ApplyRetention, Subject("retention_run", row.id), detail).await?;
    Ok(tx.commit().await?)
}
