//! Finding the signs that somebody may see.

use entities::sign;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Select};

use crate::{Error, Result, accounts::Actor};

/// The signs of the actor's area; of the whole city where the role is not local.
pub(super) fn visible(actor: &Actor) -> Select<sign::Entity> {
    sign::Entity::find().filter(actor.sees_enterprise(sign::Column::EnterpriseId))
}

/// One of them. A sign of another area is not found, like one that does not exist.
pub(super) async fn load(db: &impl ConnectionTrait, actor: &Actor, id: i64) -> Result<sign::Model> {
    visible(actor).filter(sign::Column::Id.eq(id)).one(db).await?.ok_or(Error::NotFound)
}

/// One of them, to be changed: whoever comes second waits, and then sees what the first one did.
pub(super) async fn load_for_change(tx: &impl ConnectionTrait, actor: &Actor, id: i64) -> Result<sign::Model> {
    visible(actor).filter(sign::Column::Id.eq(id)).lock_exclusive().one(tx).await?.ok_or(Error::NotFound)
}

/// The signs of the own enterprise, as far as it was asked about them: of the others it is not told.
pub(super) fn of_own(actor: &Actor) -> Select<sign::Entity> {
    // An account of no enterprise sees those of none.
    sign::Entity::find()
        .filter(sign::Column::EnterpriseId.eq(actor.enterprise_id.unwrap_or_default()))
        .filter(sign::Column::AskedAt.is_not_null())
}
