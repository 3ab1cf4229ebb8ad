//! The version that a finding is about, among the versions of its declaration.

use domain::time::Stamp;
use entities::declaration_version as version;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::{Error, Result};

/// A signed version of a declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// 1, 2, …
    pub number: i32,
    /// The number of the newest version: when it is another, the enterprise has corrected since.
    pub newest: i32,
    /// On its receipt.
    pub receipt_no: String,
    /// When it was signed.
    pub submitted_at: Stamp,
}

/// The version with a key, and the newest of the same declaration.
pub(super) async fn filed(db: &impl ConnectionTrait, version_id: i64) -> Result<Filed> {
    type Line = (i64, i32, String, Stamp);
    let wanted = version::Entity::find()
        .select_only()
        .columns([version::Column::DeclarationId, version::Column::Number])
        .columns([version::Column::ReceiptNo, version::Column::SubmittedAt])
        .filter(version::Column::Id.eq(version_id));
    let (declaration, number, receipt_no, submitted_at) =
        wanted.into_tuple::<Line>().one(db).await?.ok_or(Error::NotFound)?;
    let newest: Option<i32> = version::Entity::find()
        .select_only()
        .column_as(version::Column::Number.max(), "newest")
        .filter(version::Column::DeclarationId.eq(declaration))
        .into_tuple()
        .one(db)
        .await?
        .flatten();
    Ok(Filed { number, newest: newest.unwrap_or(number), receipt_no, submitted_at })
}
