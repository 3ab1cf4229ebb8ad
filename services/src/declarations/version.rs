//! A signed version, as it was signed.

use domain::{
    access::Action,
    credit_code::CreditCode,
    declaration::{Content, check::Context},
    quarter::Quarter,
};
use entities::{declaration_version, enterprise};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{Receipt, context::context, load};
use crate::{Ctx, Error, Result, accounts::Actor, owed::in_use, public::Party, secret, store};

/// A signed version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Its receipt.
    pub receipt: Receipt,
    /// What it says.
    pub content: Content,
    /// The canonical text that the receipt's hash is of.
    pub text: String,
    /// What it was checked against: names and units for whoever reads it.
    pub context: Context,
    /// Everything that was signed for the quarter, oldest first.
    pub versions: Vec<Receipt>,
}

/// SHA-256 of a canonical text, in hexadecimal, as the receipt says it.
pub fn digest(text: &str) -> String {
    secret::digest(text.as_bytes())
}

/// A version of the actor's own declaration for a quarter.
pub async fn version(ctx: &Ctx, actor: &Actor, quarter: Quarter, number: i32) -> Result<Signed> {
    actor.must(Action::ReadOwnEnterprise)?;
    signed(ctx, load::own(actor)?, quarter, number).await
}

/// A version of an enterprise's declaration for a quarter, for the bureau. Outside of the actor's area there is none.
pub async fn version_of(
    ctx: &Ctx,
    actor: &Actor,
    enterprise: CreditCode,
    quarter: Quarter,
    number: i32,
) -> Result<Signed> {
    actor.must(Action::ReadEnterpriseFile)?;
    let wanted = enterprise::Entity::find()
        .filter(enterprise::Column::CreditCode.eq(enterprise))
        .filter(actor.sees_town(enterprise::Column::TownId));
    let found = wanted.one(ctx.store.read()).await?.ok_or(Error::NotFound)?;
    signed(ctx, found.id, quarter, number).await
}

async fn signed(ctx: &Ctx, enterprise_id: i64, quarter: Quarter, number: i32) -> Result<Signed> {
    let db = ctx.store.read();
    let row = load::declaration(db, enterprise_id, quarter).await?.ok_or(Error::NotFound)?;
    let all = load::versions(db, row.id).await?;
    let wanted = |version: &&declaration_version::Model| version.number == number;
    let version = all.iter().find(wanted).ok_or(Error::NotFound)?;
    let (enterprise, town) = load::enterprise(db, enterprise_id).await?;
    let party = Party::of(ctx, &enterprise, town.as_ref());
    let names = load::names(db, all.iter().filter_map(|version| version.signed_by)).await?;
    let in_use = in_use(db).await?;
    let receipt = |version: &declaration_version::Model| {
        let signed_by = version.signed_by.and_then(|id| names.get(&id).cloned());
        Receipt::of(party.clone(), (quarter, in_use), version, signed_by)
    };
    Ok(Signed {
        receipt: receipt(version),
        content: store::content(&version.content)?,
        text: version.content.clone(),
        context: context(db, &enterprise, quarter).await?,
        versions: all.iter().map(receipt).collect(),
    })
}
