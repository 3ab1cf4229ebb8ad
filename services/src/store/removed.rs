//! What retention has removed for good.

use domain::{retention::Class, time::Day};
use entities::retention_run;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::Result;

/// The first day of which rows of a class are sure to be there, where any of the class were ever removed.
pub(crate) async fn removed_before(db: &impl ConnectionTrait, class: Class) -> Result<Option<Day>> {
    let newest = retention_run::Entity::find()
        .filter(retention_run::Column::Class.eq(class))
        .order_by_desc(retention_run::Column::Before)
        .one(db)
        .await?;
    Ok(newest.map(|run| run.before))
}
