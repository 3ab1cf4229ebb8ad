//! How often the register was written. Every process keeps loggers and limits in memory, and asks for this number to
//! know whether to read them again: that costs next to nothing, and reading all limits of a large city does not.

use entities::register_version::{ActiveModel, Column, Entity};
use sea_orm::{
    ActiveValue::Set,
    ConnectionTrait, EntityTrait, ExprTrait,
    sea_query::{Expr, OnConflict},
};

use crate::Result;

/// The key of the one row.
const ROW: i64 = 1;

/// Counts one more time, in the transaction that writes.
pub(crate) async fn count(tx: &impl ConnectionTrait) -> Result<()> {
    let more =
        OnConflict::column(Column::Id).value(Column::Version, Expr::col((Entity, Column::Version)).add(1)).to_owned();
    let first = ActiveModel { id: Set(ROW), version: Set(1) };
    Entity::insert(first).on_conflict(more).exec_without_returning(tx).await?;
    Ok(())
}

/// How often it was written.
pub(crate) async fn read(db: &impl ConnectionTrait) -> Result<i64> {
    Ok(Entity::find_by_id(ROW).one(db).await?.map_or(0, |row| row.version))
}
