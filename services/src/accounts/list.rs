//! The accounts as the administrator sees them.

use std::collections::HashMap;

use domain::{
    access::{Action, Role},
    time::Stamp,
};
use entities::{account, enterprise, town};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::Actor;
use crate::{Ctx, Result};

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
    /// Name of the enterprise, for its roles.
    pub enterprise: Option<String>,
    /// Name of the town, for local roles.
    pub town: Option<String>,
    /// Where notices go.
    pub email: Option<String>,
    /// When it was opened.
    pub created_at: Stamp,
    /// When it was closed.
    pub closed_at: Option<Stamp>,
}

/// All accounts, by login.
pub async fn list(ctx: &Ctx, actor: &Actor) -> Result<Vec<Account>> {
    actor.must(Action::ManageAccounts)?;
    let db = ctx.store.read();
    let towns: HashMap<i64, String> =
        town::Entity::find().all(db).await?.into_iter().map(|town| (town.id, town.name)).collect();
    let rows = account::Entity::find().order_by_asc(account::Column::Login).all(db).await?;
    let works = rows.iter().filter_map(|row| row.enterprise_id);
    let works = enterprise::Entity::find().filter(enterprise::Column::Id.is_in(works)).all(db).await?;
    let works: HashMap<i64, String> = works.into_iter().map(|works| (works.id, works.name)).collect();
    Ok(rows.into_iter().map(|row| seen(row, &works, &towns)).collect())
}

fn seen(row: account::Model, works: &HashMap<i64, String>, towns: &HashMap<i64, String>) -> Account {
    Account {
        id: row.id,
        login: row.login,
        name: row.name,
        role: row.role,
        enterprise: row.enterprise_id.and_then(|id| works.get(&id).cloned()),
        town: row.town_id.and_then(|id| towns.get(&id).cloned()),
        email: row.email,
        created_at: row.created_at,
        closed_at: row.disabled_at,
    }
}
