//! Inserting and replacing rows of any table, some hundred at a time.

use sea_orm::{
    ActiveModelTrait, ConnectionTrait, EntityTrait, IdenStatic, IntoActiveModel, Iterable, ModelTrait,
    sea_query::OnConflict,
};

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

/// Writes rows in full in the place of those with their keys: in few statements, where an update of each would be one.
pub async fn replace<A>(db: &impl ConnectionTrait, key: <A::Entity as EntityTrait>::Column, rows: Vec<A>) -> Result<()>
where
    A: ActiveModelTrait,
    <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
{
    let others = || <A::Entity as EntityTrait>::Column::iter().filter(|column| column.as_str() != key.as_str());
    let mut rows = rows.into_iter();
    while let Some(portion) = portion(&mut rows) {
        let there = OnConflict::column(key).update_columns(others()).to_owned();
        A::Entity::insert_many(portion).on_conflict(there).exec_without_returning(db).await?;
    }
    Ok(())
}

/// The next rows; none where there are no more. A statement without rows is no SQL.
fn portion<A>(rows: &mut impl Iterator<Item = A>) -> Option<Vec<A>> {
    let portion: Vec<A> = rows.take(AT_ONCE).collect();
    (!portion.is_empty()).then_some(portion)
}
