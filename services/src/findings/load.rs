//! Finding the findings that an actor may see.

use entities::finding;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Select};

use crate::{Error, Result, accounts::Actor};

/// The findings of the actor's area; of the whole city where the role is not local.
pub(crate) fn visible(actor: &Actor) -> Select<finding::Entity> {
    finding::Entity::find().filter(actor.sees_enterprise(finding::Column::EnterpriseId))
}

/// One of them. A finding of another area is not found, like one that does not exist.
pub(super) async fn load(db: &impl ConnectionTrait, actor: &Actor, id: i64) -> Result<finding::Model> {
    visible(actor).filter(finding::Column::Id.eq(id)).one(db).await?.ok_or(Error::NotFound)
}

/// One of them, to be changed: whoever comes second waits, and then sees what the first one did.
pub(super) async fn load_for_change(tx: &impl ConnectionTrait, actor: &Actor, id: i64) -> Result<finding::Model> {
    visible(actor).filter(finding::Column::Id.eq(id)).lock_exclusive().one(tx).await?.ok_or(Error::NotFound)
}

/// The findings that an enterprise's people see: their own, once they were asked.
pub(super) fn own(actor: &Actor) -> Select<finding::Entity> {
    // An account of no enterprise sees those of none.
    let own = finding::Column::EnterpriseId.eq(actor.enterprise_id.unwrap_or_default());
    finding::Entity::find().filter(own).filter(finding::Column::AskedAt.is_not_null())
}
