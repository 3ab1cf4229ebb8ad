//! Standing in for a colleague who is away (替班): the areas of both are one's own for so many days.
//!
//! Only roles that see one area need it: everybody else of a role sees the whole city anyway. What is done meanwhile is
//! done under the own name.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::{
    access::{Action, Role, may_cover},
    input::{Issue, Read},
    time::Day,
};
use entities::{absence_cover as table, account};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait,
    IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Select,
};
use serde_json::json;

use super::{Actor, is_open, office_of, open_at};
use crate::{
    Conflict, Ctx, Error, FormKey, Names, Result,
    audit::{self, Act, Subject},
    input::Issues,
    mail::{AccountChanged, CoverNamed},
    messages, once,
};

/// The fields of the form, in their order.
pub const COVERING: &[&str] = &["by", "from", "to"];

/// The most days, the first and the last among them: who is away for longer has a successor, with an account.
pub const LONGEST_COVER: u64 = 92;

/// A colleague who was chosen from a list: the key of the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colleague(pub i64);

impl Read for Colleague {
    fn read(typed: &str) -> std::result::Result<Self, Issue> {
        typed.parse().map(Self).map_err(|_nobody| Issue::NoChoice)
    }
}

/// Who is to stand in, as a person typed it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Covering {
    /// Absent when nobody was chosen.
    pub by: Option<Colleague>,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
}

/// Somebody who stands in for somebody, now or later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// Key.
    pub id: i64,
    /// The other one's name: of who stands in, or of who is away.
    pub name: String,
    /// The area of who is away; only for who stands in.
    pub town: Option<Names>,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Cover {
    fn of(row: &table::Model, name: String) -> Self {
        Self { id: row.id, name, town: None, from: row.from_day.0, to: row.to_day.0 }
    }
}

/// Who stands in for an account, and who could.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Covers {
    /// Those who do, now or later, by their first day.
    pub named: Vec<Cover>,
    /// Keys and names of those who could: open accounts of the same role.
    pub candidates: Vec<(i64, String)>,
}

/// Who stands in for an account, for the administrator. Of a role that sees the whole city nobody does or could.
pub async fn covers(ctx: &Ctx, actor: &Actor, account_id: i64) -> Result<Covers> {
    actor.must(Action::ManageAccounts)?;
    let db = ctx.store.read();
    let absent = account::Entity::find_by_id(account_id).one(db).await?.ok_or(Error::NotFound)?;
    if !may_cover(absent.role, absent.role) {
        return Ok(Covers::default());
    }
    let rows = standing(Day(ctx.now().day())).filter(table::Column::AccountId.eq(account_id)).all(db).await?;
    let people = by_key(db, rows.iter().map(|row| row.cover_id)).await?;
    let named = rows.iter().filter_map(|row| Some(Cover::of(row, people.get(&row.cover_id)?.name.clone()))).collect();
    let candidates = account::Entity::find()
        .filter(account::Column::Role.eq(absent.role))
        .filter(account::Column::Id.ne(account_id))
        .filter(open_at(ctx.now()))
        .order_by_asc(account::Column::Name)
        .order_by_asc(account::Column::Id);
    let candidates = candidates.all(db).await?.into_iter().map(|row| (row.id, row.name)).collect();
    Ok(Covers { named, candidates })
}

/// For whom somebody stands in today.
pub async fn stands_in_for(ctx: &Ctx, actor: &Actor) -> Result<Vec<Cover>> {
    let db = ctx.store.read();
    let mut all = Vec::new();
    for (row, absent) in in_force(db, actor.account_id, actor.role, ctx.now().day()).await? {
        let town = office_of(db, None, absent.town_id).await?;
        all.push(Cover { town, ..Cover::of(&row, absent.name) });
    }
    Ok(all)
}

/// The areas of those for whom somebody stands in on a day.
pub(super) async fn towns_covered(db: &impl ConnectionTrait, own: &account::Model, on: NaiveDate) -> Result<Vec<i64>> {
    let covers = in_force(db, own.id, own.role, on).await?;
    let towns: BTreeSet<i64> = covers.into_iter().filter_map(|(_, absent)| absent.town_id).collect();
    Ok(towns.into_iter().filter(|town| Some(*town) != own.town_id).collect())
}

/// What holds for somebody on a day, each with who is away. For a colleague who has another role by now nobody stands in.
async fn in_force(
    db: &impl ConnectionTrait,
    own: i64,
    role: Role,
    on: NaiveDate,
) -> Result<Vec<(table::Model, account::Model)>> {
    if !may_cover(role, role) {
        return Ok(Vec::new());
    }
    let covers = standing(Day(on)).filter(table::Column::CoverId.eq(own)).filter(table::Column::FromDay.lte(Day(on)));
    let covers = covers.all(db).await?;
    let mut absent = by_key(db, covers.iter().map(|row| row.account_id)).await?;
    absent.retain(|_, absent| may_cover(role, absent.role));
    Ok(covers.into_iter().filter_map(|row| Some((row.clone(), absent.get(&row.account_id)?.clone()))).collect())
}

async fn by_key(db: &impl ConnectionTrait, keys: impl Iterator<Item = i64>) -> Result<HashMap<i64, account::Model>> {
    let keys: BTreeSet<i64> = keys.collect();
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = account::Entity::find().filter(account::Column::Id.is_in(keys)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// Names somebody who stands in. They hear of it. The same form sent again names nobody more.
///
/// # Errors
/// [`Error::Invalid`] with all that is wrong; [`Conflict::ClosedAccount`] of who is away;
/// [`Conflict::NoCoverNeeded`] where their role sees the whole city.
pub async fn name_cover(ctx: &Ctx, actor: &Actor, account_id: i64, form: &FormKey, covering: Covering) -> Result<()> {
    actor.must(Action::ManageAccounts)?;
    let tx = ctx.store.write().await?;
    let absent = account::Entity::find_by_id(account_id).lock_exclusive().one(&tx).await?.ok_or(Error::NotFound)?;
    if once::replayed(&tx, ctx, actor, form).await? {
        return Ok(());
    }
    if !is_open(&absent, ctx.now()) {
        return Err(Conflict::ClosedAccount.into());
    }
    if !may_cover(absent.role, absent.role) {
        return Err(Conflict::NoCoverNeeded.into());
    }
    let cover = match covering.by {
        Some(Colleague(id)) => account::Entity::find_by_id(id).one(&tx).await?,
        None => None,
    };
    let can = |row: &account::Model| row.id != absent.id && may_cover(row.role, absent.role) && is_open(row, ctx.now());
    let mut issues = Issues::default();
    let cover = issues.note("by", cover.filter(can).ok_or(Issue::NoChoice));
    let days = days(&mut issues, covering, ctx.now().day());
    issues.into_result(())?;
    let (Some(cover), Some((from, to))) = (cover, days) else { return Err(Error::NotFound) };
    let row = table::ActiveModel {
        id: NotSet,
        account_id: Set(account_id),
        cover_id: Set(cover.id),
        from_day: Set(Day(from)),
        to_day: Set(Day(to)),
        named_by: Set(actor.account_id),
        at: Set(ctx.now()),
        ended_at: Set(None),
    };
    row.insert(&tx).await?;
    let detail = json!({ "by": cover.id, "from": from.to_string(), "to": to.to_string() });
    audit::note(&tx, ctx, Some(actor), Act::NameCover, Subject("account", account_id), detail).await?;
    messages::tell(&tx, ctx, &cover, &CoverNamed { name: &cover.name, absent: &absent.name, from, to }).await?;
    Ok(tx.commit().await?)
}

/// The days, where they can be these.
fn days(issues: &mut Issues, covering: Covering, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let from = issues.note("from", covering.from.ok_or(Issue::Missing));
    let to = issues.note("to", covering.to.ok_or(Issue::Missing))?;
    let first = from.unwrap_or(today).max(today);
    if to < first {
        issues.add("to", Issue::Before(first));
    }
    let last = from? + chrono::Days::new(LONGEST_COVER - 1);
    if to > last {
        issues.add("to", Issue::After(last));
    }
    Some((from?, to))
}

/// Ends it today, or takes it back before it began. One that is over already stays as it is.
///
/// # Errors
/// [`Error::NotFound`] for one of another account.
pub async fn end_cover(ctx: &Ctx, actor: &Actor, account_id: i64, cover_id: i64) -> Result<()> {
    actor.must(Action::ManageAccounts)?;
    let tx = ctx.store.write().await?;
    let found = table::Entity::find_by_id(cover_id).filter(table::Column::AccountId.eq(account_id));
    let row = found.lock_exclusive().one(&tx).await?.ok_or(Error::NotFound)?;
    if row.ended_at.is_none() && row.to_day.0 >= ctx.now().day() {
        let by = account::Entity::find_by_id(row.cover_id).one(&tx).await?.ok_or(Error::NotFound)?;
        let detail = json!({ "by": row.cover_id, "from": row.from_day.to_string(), "to": row.to_day.to_string() });
        let mut row = row.into_active_model();
        row.ended_at = Set(Some(ctx.now()));
        row.update(&tx).await?;
        audit::note(&tx, ctx, Some(actor), Act::EndCover, Subject("account", account_id), detail).await?;
        // Their area is another one from now on.
        messages::tell(&tx, ctx, &by, &AccountChanged { name: &by.name, at: ctx.now() }).await?;
    }
    Ok(tx.commit().await?)
}

/// Those that are not over on a day, by their first day.
fn standing(on: Day) -> Select<table::Entity> {
    table::Entity::find()
        .filter(table::Column::EndedAt.is_null())
        .filter(table::Column::ToDay.gte(on))
        .order_by_asc(table::Column::FromDay)
        .order_by_asc(table::Column::Id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_stands_in_before_today_or_for_a_season() {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let today = day("2026-11-30").unwrap();
        for (from, to, want) in [
            ("2026-12-01", "2026-12-05", vec![]),
            ("2026-11-30", "2026-11-30", vec![]),
            ("2026-11-01", "2026-12-05", vec![]),
            ("2026-12-05", "2026-12-01", vec![("to", Issue::Before(day("2026-12-05").unwrap()))]),
            ("2026-11-01", "2026-11-29", vec![("to", Issue::Before(today))]),
            ("2026-12-01", "2027-03-02", vec![]),
            ("2026-12-01", "2027-03-03", vec![("to", Issue::After(day("2027-03-02").unwrap()))]),
            ("", "2026-12-05", vec![("from", Issue::Missing)]),
            ("2026-12-05", "", vec![("to", Issue::Missing)]),
        ] {
            let mut issues = Issues::default();
            days(&mut issues, Covering { by: None, from: day(from), to: day(to) }, today);
            let found = match issues.into_result(()) {
                Err(Error::Invalid(issues)) => {
                    issues.iter().map(|one| (one.field.clone().into_owned(), one.issue.clone())).collect()
                }
                _ => vec![],
            };
            let want: Vec<_> = want.into_iter().map(|(field, issue)| (field.to_owned(), issue)).collect();
            assert_eq!(found, want, "{from} to {to}");
        }
    }
}
