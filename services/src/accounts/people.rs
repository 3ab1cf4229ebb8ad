//! The people of the own enterprise, whom its certifier looks after.

use domain::access::Action;
use entities::account;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Account, Actor, close::close_row, list::seen};
use crate::{Conflict, Ctx, Error, Result};

/// The most that are listed.
const MOST: u64 = 200;

/// The accounts of the own enterprise that are not closed, by name.
pub async fn people(ctx: &Ctx, actor: &Actor) -> Result<Vec<Account>> {
    let own = own(actor)?;
    let rows = account::Entity::find()
        .filter(account::Column::EnterpriseId.eq(own))
        .filter(account::Column::DisabledAt.is_null())
        .order_by_asc(account::Column::Name)
        .order_by_asc(account::Column::Id)
        .limit(MOST)
        .all(ctx.store.read())
        .await?;
    seen(ctx, rows).await
}

/// Closes the account of somebody of the own enterprise, for good.
///
/// # Errors
/// [`Error::NotFound`] for somebody of another one; [`Conflict::OwnAccount`]; [`Conflict::LastOfRole`].
pub async fn release(ctx: &Ctx, actor: &Actor, account_id: i64) -> Result<()> {
    let own = own(actor)?;
    if account_id == actor.account_id {
        return Err(Conflict::OwnAccount.into());
    }
    let tx = ctx.store.write().await?;
    let found = account::Entity::find_by_id(account_id).filter(account::Column::EnterpriseId.eq(own));
    let row = found.one(&tx).await?.ok_or(Error::NotFound)?;
    close_row(&tx, ctx, actor, row).await?;
    Ok(tx.commit().await?)
}

fn own(actor: &Actor) -> Result<i64> {
    actor.must(Action::ManageOwnPeople)?;
    actor.enterprise_id.ok_or(Error::Forbidden)
}
