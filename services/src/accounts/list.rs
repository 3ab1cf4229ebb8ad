//! The accounts as the administrator sees them.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{
    access::{Action, Role},
    time::Stamp,
};
use entities::{account, enterprise, town};
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use super::{Actor, change};
use crate::{
    Ctx, Names, Result, Seen,
    public::{PageOf, Paging, Party, parties, town_names},
    store::search::{occurs, terms},
};

/// Which accounts are wanted.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Words that occur in the login, the name, or the enterprise's name.
    pub q: Option<String>,
    /// Of this role only.
    pub role: Option<Role>,
    /// Those that are closed instead of those that are open.
    pub closed: bool,
    /// Which page.
    pub paging: Paging,
}

/// An account, without its password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Key.
    pub id: i64,
    /// What they type.
    pub login: String,
    /// How pages address them.
    pub name: String,
    /// What it is for.
    pub role: Role,
    /// The enterprise, for its roles.
    pub enterprise: Option<Party>,
    /// The town, for local roles.
    pub town: Option<Names>,
    /// The division code of the town.
    pub town_code: Option<String>,
    /// Where notices go.
    pub email: Option<String>,
    /// How it stands, for a form that changes it.
    pub seen: Seen,
    /// Since when a second factor is asked for.
    pub second_factor_at: Option<Stamp>,
    /// When it was opened.
    pub created_at: Stamp,
    /// The last day on which it can be used.
    pub last_day: Option<NaiveDate>,
    /// When it was closed.
    pub closed_at: Option<Stamp>,
}

/// The accounts that are wanted, by login.
pub async fn list(ctx: &Ctx, actor: &Actor, wanted: &Wanted) -> Result<PageOf<Account>> {
    actor.must(Action::ManageAccounts)?;
    let found = account::Entity::find().filter(condition(wanted));
    let total = found.clone().count(ctx.store.read()).await?;
    let rows = found
        .order_by_asc(account::Column::Login)
        .offset(wanted.paging.offset())
        .limit(wanted.paging.limit())
        .all(ctx.store.read())
        .await?;
    Ok(PageOf::new(seen(ctx, rows).await?, total, wanted.paging))
}

fn condition(wanted: &Wanted) -> Condition {
    use account::Column as A;
    let words = terms(wanted.q.as_deref().unwrap_or_default());
    let state = if wanted.closed { A::DisabledAt.is_not_null() } else { A::DisabledAt.is_null() };
    let all = Condition::all().add(state).add_option(wanted.role.map(|role| A::Role.eq(role)));
    words.iter().map(|word| anywhere(word)).fold(all, Condition::add)
}

fn anywhere(word: &str) -> Condition {
    use account::Column as A;
    use enterprise::Column as E;
    let named = Condition::any().add(occurs(E::Name, word)).add(occurs(E::NameEn, word)).add(occurs(E::Pinyin, word));
    let works = enterprise::Entity::find().select_only().column(E::Id).filter(named).into_query();
    Condition::any().add(occurs(A::Login, word)).add(occurs(A::Name, word)).add(A::EnterpriseId.in_subquery(works))
}

/// Rows with the names of what they belong to.
pub(super) async fn seen(ctx: &Ctx, rows: Vec<account::Model>) -> Result<Vec<Account>> {
    let parties = parties(ctx, rows.iter().filter_map(|row| row.enterprise_id)).await?;
    let towns = town::Entity::find().all(ctx.store.read()).await?;
    let towns: HashMap<i64, town::Model> = towns.into_iter().map(|row| (row.id, row)).collect();
    let account = |row: account::Model| Account {
        seen: change::seen(&row),
        id: row.id,
        login: row.login,
        name: row.name,
        role: row.role,
        enterprise: row.enterprise_id.and_then(|id| parties.get(&id).cloned()),
        town: row.town_id.and_then(|id| towns.get(&id)).map(town_names),
        town_code: row.town_id.and_then(|id| towns.get(&id)).map(|town| town.code.clone()),
        email: row.email,
        second_factor_at: row.second_factor_at,
        created_at: row.created_at,
        last_day: row.last_day.map(|day| day.0),
        closed_at: row.disabled_at,
    };
    Ok(rows.into_iter().map(account).collect())
}
