//! Telling the enterprise what the bureau decided about a mark.

use domain::{
    access::{Action, who_may},
    mark::MarkStep,
};
use entities::{account, outlet};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{Ctx, Error, Result, accounts, basis::marks::Loaded, mail::MarkDecided, messages};

/// Writes to everybody who can mark for the enterprise.
pub(super) async fn tell(tx: &impl ConnectionTrait, ctx: &Ctx, mark: &Loaded, step: MarkStep) -> Result<()> {
    let outlet = outlet::Entity::find_by_id(mark.outlet_id()).one(tx).await?.ok_or(Error::NotFound)?;
    let people = account::Entity::find()
        .filter(account::Column::EnterpriseId.eq(outlet.enterprise_id))
        .filter(account::Column::Role.is_in(who_may(Action::SetMark)))
        .filter(accounts::open_at(ctx.now()))
        .order_by_asc(account::Column::Id)
        .all(tx)
        .await?;
    let (code, day, granted) = (outlet.code, mark.row.from_at.day(), step == MarkStep::Granted);
    for person in &people {
        messages::tell(tx, ctx, person, &MarkDecided { name: &person.name, outlet: code, day, granted }).await?;
    }
    Ok(())
}
