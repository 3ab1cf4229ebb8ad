//! Reading the log.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use domain::{
    access::{Action, Role},
    time::{Stamp, end_of, start_of},
};
use entities::{
    account,
    audit::{Column, Entity, Model},
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use super::{
    Act,
    about::{About, abouts},
};
use crate::{
    Ctx, Result,
    accounts::Actor,
    store::search::{occurs, terms},
};

/// Lines on one page.
const PAGE: usize = 100;
/// Lines in one file.
pub const IN_A_FILE: usize = 5_000;

/// Which lines are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Words that occur in the name or the login of whoever did it.
    pub who: Option<String>,
    /// Only this.
    pub act: Option<Act>,
    /// Only of this day.
    pub day: Option<NaiveDate>,
    /// Only lines before the one with this number.
    pub before: Option<i64>,
}

/// Somebody with an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// Key of the account.
    pub account_id: i64,
    /// How pages address them.
    pub name: String,
}

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number: later lines have greater ones.
    pub id: i64,
    /// When.
    pub at: Stamp,
    /// Who; absent for the portal itself and for people who are not signed in.
    pub who: Option<Who>,
    /// In which role.
    pub role: Role,
    /// What was done, as its word is stored.
    pub word: String,
    /// What it was done to.
    pub about: About,
    /// More about it, as JSON.
    pub detail: String,
}

impl Line {
    /// What was done; none where an older or a newer version wrote it.
    pub fn act(&self) -> Option<Act> {
        self.word.parse().ok()
    }

    /// Whether somebody who told the portal something did it, of which the hour is all that was kept.
    pub fn is_of_a_reporter(&self) -> bool {
        self.who.is_none() && matches!(self.act(), Some(Act::FileTip | Act::WriteToTip))
    }
}

/// A stretch of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    /// Its lines, newest first.
    pub lines: Vec<Line>,
    /// Where the next stretch begins; none when this is the last.
    pub next_before: Option<i64>,
}

/// The newest hundred lines that are wanted.
pub async fn read(ctx: &Ctx, actor: &Actor, wanted: &Wanted) -> Result<Log> {
    newest(ctx, actor, wanted, PAGE).await
}

/// The newest lines that are wanted, as many as go into [a file](IN_A_FILE).
pub async fn read_for_a_file(ctx: &Ctx, actor: &Actor, wanted: &Wanted) -> Result<Log> {
    newest(ctx, actor, wanted, IN_A_FILE).await
}

async fn newest(ctx: &Ctx, actor: &Actor, wanted: &Wanted, most: usize) -> Result<Log> {
    actor.must(Action::ReadAudit)?;
    let limit = u64::try_from(most + 1).unwrap_or(u64::MAX);
    let found = Entity::find().filter(condition(wanted)).order_by_desc(Column::Id).limit(limit);
    let mut rows = found.all(ctx.store.read()).await?;
    let more = rows.len() > most;
    rows.truncate(most);
    let next_before = rows.last().filter(|_| more).map(|row| row.id);
    Ok(Log { lines: lines(ctx, rows).await?, next_before })
}

fn condition(wanted: &Wanted) -> Condition {
    let words = terms(wanted.who.as_deref().unwrap_or_default());
    let all = Condition::all()
        .add_option(wanted.act.map(|act| Column::Action.eq(act.as_str())))
        .add_option(wanted.day.map(|day| Column::At.gte(start_of(day))))
        .add_option(wanted.day.map(|day| Column::At.lt(end_of(day))))
        .add_option(wanted.before.map(|before| Column::Id.lt(before)));
    words.iter().map(|word| by(word)).fold(all, Condition::add)
}

fn by(word: &str) -> Condition {
    use account::Column as A;
    let named = Condition::any().add(occurs(A::Name, word)).add(occurs(A::Login, word));
    let accounts = account::Entity::find().select_only().column(A::Id).filter(named).into_query();
    Condition::all().add(Column::AccountId.in_subquery(accounts))
}

async fn lines(ctx: &Ctx, rows: Vec<Model>) -> Result<Vec<Line>> {
    let ids: HashSet<i64> = rows.iter().filter_map(|row| row.account_id).collect();
    let accounts = account::Entity::find().filter(account::Column::Id.is_in(ids)).all(ctx.store.read()).await?;
    let names: HashMap<i64, String> = accounts.into_iter().map(|account| (account.id, account.name)).collect();
    let abouts = abouts(ctx, rows.iter().map(|row| row.subject.as_str())).await?;
    let line = |row: Model| Line {
        id: row.id,
        at: row.at,
        who: row.account_id.and_then(|id| Some(Who { account_id: id, name: names.get(&id)?.clone() })),
        role: row.role,
        word: row.action,
        about: abouts.get(&row.subject).cloned().unwrap_or_else(|| About::Other(row.subject.clone())),
        detail: row.detail,
    };
    Ok(rows.into_iter().map(line).collect())
}
