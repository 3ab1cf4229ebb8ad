//! Inserting rows of any table, some hundred at a time.

use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel, ModelTrait};

use crate::Result;

/// Rows in one statement: below SQLite's 32,766 parameters for the widest table.
const AT_ONCE: usize = 200;

/// Inserts rows without reading them back.
pub async fn insert<A>(db: &impl ConnectionTrait, rows: Vec<A>) -> Result<()>
where
    A: ActiveModelTrait,
    <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
{
    let mut rows = rows.into_iter();
    while let Some(portion) = portion(&mut rows) {
        A::Entity::insert_many(portion).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Inserts rows; returns them in their order as the database keeps them, with their keys.
pub async fn insert_and_return<A, R>(db: &impl ConnectionTrait, rows: Vec<A>) -> Result<Vec<R>>
where
    A: ActiveModelTrait,
    A::Entity: EntityTrait<Model = R>,
    R: ModelTrait<Entity = A::Entity> + IntoActiveModel<A>,
{
    let mut inserted = Vec::with_capacity(rows.len());
    let mut rows = rows.into_iter();
    while let Some(portion) = portion(&mut rows) {
        inserted.extend(A::Entity::insert_many(portion).exec_with_returning(db).await?);
    }
    Ok(inserted)
}

/// The next rows; none where there are no more. A statement without rows is no SQL.
fn portion<A>(rows: &mut impl Iterator<Item = A>) -> Option<Vec<A>> {
    let portion: Vec<A> = rows.take(AT_ONCE).collect();
    (!portion.is_empty()).then_some(portion)
}
