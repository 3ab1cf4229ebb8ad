//! What would go now, what stays and why, and what went.

use std::collections::HashMap;

use domain::{
    access::Action,
    retention::{Class, Term, term},
    time::{Stamp, start_of},
};
use entities::{account, retention_run};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Statement};

use super::{
    guards::Guards,
    holds::{Hold, holds},
    rules::{may_go, past_term, rule},
    terms::terms,
};
use crate::{Ctx, Result, accounts::Actor};

/// Lines of the log that are shown.
const SHOWN: u64 = 50;

/// What would go of a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Which class.
    pub class: Class,
    /// Its term.
    pub term: Term,
    /// The first day that is kept.
    pub before: chrono::NaiveDate,
    /// How many rows would go.
    pub rows: i64,
    /// The moment of the oldest of them.
    pub oldest: Option<Stamp>,
    /// How many more are past their term and held back.
    pub held: i64,
}

/// What was removed once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    /// The row.
    pub row: retention_run::Model,
    /// Who had it removed, where it was somebody.
    pub who: Option<String>,
}

/// What the administrator sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// What would go, class by class.
    pub due: Vec<Due>,
    /// Holds that stand, and the last ones that were lifted.
    pub holds: Vec<Hold>,
    /// What went, newest first.
    pub log: Vec<Log>,
    /// Whether the site's settings have it removed at night.
    pub is_nightly: bool,
}

/// What would go, what is held, what went.
///
/// # Errors
/// [`Error::Forbidden`](crate::Error::Forbidden), or the database's.
pub async fn overview(ctx: &Ctx, actor: &Actor) -> Result<Overview> {
    actor.must(Action::ReadAudit)?;
    let db = ctx.store.read();
    let rows = retention_run::Entity::find().order_by_desc(retention_run::Column::Id).limit(SHOWN).all(db).await?;
    let ids = rows.iter().filter_map(|row| row.account_id);
    let accounts = account::Entity::find().filter(account::Column::Id.is_in(ids)).all(db).await?;
    let names: HashMap<i64, String> = accounts.into_iter().map(|row| (row.id, row.name)).collect();
    let who = |id: i64| names.get(&id).cloned();
    let log = rows.into_iter().map(|row| Log { who: row.account_id.and_then(who), row }).collect();
    Ok(Overview { due: due(ctx).await?, holds: holds(db).await?, log, is_nightly: ctx.site().is_nightly() })
}

/// What would go, class by class. A class without a term is kept for good, and missing.
///
/// # Errors
/// The database's.
pub async fn due(ctx: &Ctx) -> Result<Vec<Due>> {
    let (now, db) = (ctx.now(), ctx.store.read());
    let guards = Guards::read(db, now).await?;
    let mut all = Vec::new();
    for &class in Class::ALL {
        let Some(term) = term(terms(), class, now.day()) else { continue };
        let before = term.keeps_from(now.day());
        let moment = start_of(before);
        let (rows, oldest) = count(db, class, &may_go(class, moment, now, &guards)).await?;
        let (past, _) = count(db, class, &past_term(class, moment, now)).await?;
        all.push(Due { class, term: term.clone(), before, rows, oldest, held: past - rows });
    }
    Ok(all)
}

/// How many rows there are, and the moment of the oldest.
pub(super) async fn count(db: &impl ConnectionTrait, class: Class, condition: &str) -> Result<(i64, Option<Stamp>)> {
    let rule = rule(class);
    let sql = format!(
        "SELECT CAST(count(*) AS BIGINT) AS rows_past, CAST(min(\"{}\") AS BIGINT) AS oldest FROM {} WHERE {condition}",
        rule.moment, rule.table
    );
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    let Some(row) = row else { return Ok((0, None)) };
    let oldest: Option<i64> = row.try_get("", "oldest")?;
    Ok((row.try_get("", "rows_past")?, oldest.map(Stamp)))
}
