//! The rows of two enterprises, and how they stand.

use domain::{credit_code::CreditCode, declaration::DeclarationStatus, quarter::Quarter};
use entities::{declaration, enterprise};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{Error, Result, Seen, secret, store::merger};

/// The rows of two different enterprises.
pub(super) async fn both(db: &impl ConnectionTrait, codes: [CreditCode; 2]) -> Result<[enterprise::Model; 2]> {
    if codes[0] == codes[1] {
        return Err(Error::NotFound);
    }
    Ok([one(db, codes[0]).await?, one(db, codes[1]).await?])
}

/// The row of one.
pub(super) async fn one(db: &impl ConnectionTrait, code: CreditCode) -> Result<enterprise::Model> {
    let found = enterprise::Entity::find().filter(enterprise::Column::CreditCode.eq(code));
    found.one(db).await?.ok_or(Error::NotFound)
}

/// How both stand, whichever comes first: their rows, what they have declared, and into whom they are merged. What a person
/// read of them before deciding is still true while this is the same.
pub(super) async fn seen_of(db: &impl ConnectionTrait, rows: &[enterprise::Model; 2]) -> Result<Seen> {
    let mut stand = Vec::new();
    for row in rows {
        let declared: Vec<Quarter> = declaration::Entity::find()
            .select_only()
            .column(declaration::Column::Quarter)
            .filter(declaration::Column::EnterpriseId.eq(row.id))
            .filter(declaration::Column::Status.ne(DeclarationStatus::Draft))
            .order_by_asc(declaration::Column::Quarter)
            .into_tuple()
            .all(db)
            .await?;
        let (gone, twins) = (merger::of(db, row.id).await?, merger::into(db, row.id).await?);
        stand.push((row.id, format!("{row:?} {declared:?} {gone:?} {twins:?}")));
    }
    stand.sort_unstable();
    Ok(Seen::of(&secret::digest(format!("{stand:?}").as_bytes())[..16], 0))
}
