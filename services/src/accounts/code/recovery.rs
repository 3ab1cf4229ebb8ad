//! Codes on paper.

use domain::time::Stamp;
use entities::recovery_code;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr,
};

use crate::{Result, accounts::paper_code};

/// How many somebody gets.
const COUNT: usize = 10;

/// Gives an account new codes in the place of those that it had.
pub(in crate::accounts) async fn renew(tx: &impl ConnectionTrait, account_id: i64) -> Result<Vec<String>> {
    remove_all(tx, account_id).await?;
    let codes: Vec<String> = (0..COUNT).map(|_| paper_code::code()).collect();
    let rows = codes.iter().filter_map(|code| paper_code::digest(code)).map(|digest| recovery_code::ActiveModel {
        account_id: Set(account_id),
        digest: Set(digest),
        ..Default::default()
    });
    recovery_code::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(codes)
}

/// Takes all codes of an account away.
pub(in crate::accounts) async fn remove_all(tx: &impl ConnectionTrait, account_id: i64) -> Result<()> {
    recovery_code::Entity::delete_many().filter(recovery_code::Column::AccountId.eq(account_id)).exec(tx).await?;
    Ok(())
}

/// The key of an account's code that is left; none for another.
pub(super) async fn find(db: &impl ConnectionTrait, account_id: i64, typed: &str) -> Result<Option<i64>> {
    let Some(digest) = paper_code::digest(typed) else { return Ok(None) };
    let own = recovery_code::Entity::find()
        .filter(recovery_code::Column::AccountId.eq(account_id))
        .filter(recovery_code::Column::Digest.eq(digest))
        .filter(recovery_code::Column::UsedAt.is_null());
    Ok(own.one(db).await?.map(|row| row.id))
}

/// Uses a code up; whether it was there still.
pub(super) async fn spend(tx: &impl ConnectionTrait, id: i64, now: Stamp) -> Result<bool> {
    let spent = recovery_code::Entity::update_many()
        .col_expr(recovery_code::Column::UsedAt, Expr::value(now))
        .filter(recovery_code::Column::Id.eq(id))
        .filter(recovery_code::Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    Ok(spent.rows_affected == 1)
}

/// How many an account has left.
pub(in crate::accounts) async fn left(db: &impl ConnectionTrait, account_id: i64) -> Result<u64> {
    let left = recovery_code::Entity::find()
        .filter(recovery_code::Column::AccountId.eq(account_id))
        .filter(recovery_code::Column::UsedAt.is_null());
    Ok(left.count(db).await?)
}
