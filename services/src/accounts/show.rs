//! One account and whether somebody is signed in with it.

use domain::{access::Action, time::Stamp};
use entities::{account, session};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{Account, Actor, list::seen};
use crate::{Ctx, Error, Result};

/// The sessions of an account that have not ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sessions {
    /// How many.
    pub count: usize,
    /// The last request in any of them.
    pub seen_at: Option<Stamp>,
}

/// An account with its sessions, for the administrator.
pub async fn show(ctx: &Ctx, actor: &Actor, account_id: i64) -> Result<(Account, Sessions)> {
    actor.must(Action::ManageAccounts)?;
    let row = account::Entity::find_by_id(account_id).one(ctx.store.read()).await?.ok_or(Error::NotFound)?;
    let account = seen(ctx, vec![row]).await?.pop().ok_or(Error::NotFound)?;
    let running = session::Entity::find()
        .filter(session::Column::AccountId.eq(account_id))
        .filter(session::Column::ExpiresAt.gt(ctx.now()))
        .all(ctx.store.read())
        .await?;
    let seen_at = running.iter().map(|session| session.seen_at).max();
    Ok((account, Sessions { count: running.len(), seen_at }))
}
