//! The tokens that somebody looks after.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{access::Scopes, time::Stamp};
use entities::{account, api_token};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::owner::Owner;
use crate::{Ctx, Result, accounts::Actor};

/// The most that are listed, the newest of them.
const MOST: u64 = 200;

/// Whether a token is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is.
    Open,
    /// Its last day is over.
    Ended,
    /// It was taken back then.
    Revoked(Stamp),
}

/// A token without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Key.
    pub id: i64,
    /// What it is called.
    pub name: String,
    /// Its last four characters.
    pub hint: String,
    /// What it is for.
    pub scopes: Scopes,
    /// Who made it.
    pub created_by: String,
    /// When.
    pub created_at: Stamp,
    /// The last day on which it is taken.
    pub last_day: NaiveDate,
    /// When it was last used.
    pub last_used_at: Option<Stamp>,
    /// Whether it is taken.
    pub state: State,
}

/// The tokens of the own enterprise, or for the administrator those of departments, the newest first.
pub async fn list(ctx: &Ctx, actor: &Actor) -> Result<Vec<Listed>> {
    let owner = Owner::of(actor)?;
    let db = ctx.store.read();
    let found = api_token::Entity::find().filter(owner.condition());
    let rows = found.order_by_desc(api_token::Column::Id).limit(MOST).all(db).await?;
    let makers = rows.iter().map(|row| row.created_by);
    let makers = account::Entity::find().filter(account::Column::Id.is_in(makers)).all(db).await?;
    let makers: HashMap<i64, String> = makers.into_iter().map(|row| (row.id, row.name)).collect();
    let today = ctx.now().day();
    let listed = |row: api_token::Model| Listed {
        id: row.id,
        state: state(&row, today),
        name: row.name,
        hint: row.hint,
        scopes: row.scopes,
        created_by: makers.get(&row.created_by).cloned().unwrap_or_default(),
        created_at: row.created_at,
        last_day: row.last_day.0,
        last_used_at: row.last_used_at,
    };
    Ok(rows.into_iter().map(listed).collect())
}

/// Whether a token is taken on a day.
pub(super) fn state(row: &api_token::Model, today: NaiveDate) -> State {
    match row.revoked_at {
        Some(at) => State::Revoked(at),
        None if today > row.last_day.0 => State::Ended,
        None => State::Open,
    }
}
