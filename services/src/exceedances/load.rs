//! Finding the events that somebody may see.

use entities::exceedance;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Select};

use crate::{Error, Result, accounts::Actor};

/// The events of the actor's area; of the whole city where the role is not local.
pub(super) fn visible(actor: &Actor) -> Select<exceedance::Entity> {
    exceedance::Entity::find().filter(actor.sees_enterprise(exceedance::Column::EnterpriseId))
}

/// One of them. An event of another area is not found, like one that does not exist.
pub(super) async fn load(db: &impl ConnectionTrait, actor: &Actor, id: i64) -> Result<exceedance::Model> {
    visible(actor).filter(exceedance::Column::Id.eq(id)).one(db).await?.ok_or(Error::NotFound)
}

/// One of them, to be changed: whoever comes second waits, and then sees what the first one did.
pub(super) async fn load_for_change(tx: &impl ConnectionTrait, actor: &Actor, id: i64) -> Result<exceedance::Model> {
    visible(actor).filter(exceedance::Column::Id.eq(id)).lock_exclusive().one(tx).await?.ok_or(Error::NotFound)
}

/// The events of the own enterprise.
pub(super) fn of_own(actor: &Actor) -> Select<exceedance::Entity> {
    // An account of no enterprise sees those of none.
    exceedance::Entity::find().filter(exceedance::Column::EnterpriseId.eq(actor.enterprise_id.unwrap_or_default()))
}
