//! Finding the tip-offs that an actor may see.

use domain::input::can_name;
use entities::tip;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Select};

use crate::{Error, Result, accounts::Actor};

/// The tip-offs of the actor's area; of the whole city where the role is not local.
pub(super) fn visible(actor: &Actor) -> Select<tip::Entity> {
    tip::Entity::find().filter(actor.sees_town(tip::Column::TownId))
}

/// One of them. A tip-off of another area is not found, like one that does not exist.
pub(super) async fn load(db: &impl ConnectionTrait, actor: &Actor, tip_no: &str) -> Result<tip::Model> {
    if !can_name(tip_no) {
        return Err(Error::NotFound);
    }
    let found = visible(actor).filter(tip::Column::TipNo.eq(tip_no)).one(db).await?;
    found.ok_or(Error::NotFound)
}

/// One of them, to be changed: whoever comes second waits, and then sees what the first one did.
pub(super) async fn load_for_change(tx: &impl ConnectionTrait, actor: &Actor, tip_no: &str) -> Result<tip::Model> {
    if !can_name(tip_no) {
        return Err(Error::NotFound);
    }
    let found = visible(actor).filter(tip::Column::TipNo.eq(tip_no)).lock_exclusive().one(tx).await?;
    found.ok_or(Error::NotFound)
}
