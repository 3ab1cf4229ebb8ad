//! From a receipt code to its tip-off.

use entities::tip;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::ReceiptCode;
use crate::{Ctx, Error, Result, accounts, secret, throttle::ClientKey};

/// The tip-off of a receipt code. Wrong codes slow their client down, and all wrong codes together everybody who
/// guesses.
pub(super) async fn find(ctx: &Ctx, code: &ReceiptCode, client: ClientKey) -> Result<tip::Model> {
    let limits = ctx.tip_limits();
    limits.receipt_clients.admit(&client, ctx.steady())?;
    // A code that the portal could not look at is nobody's wrong one.
    let looked = look(ctx, code, client).await.inspect_err(|_| limits.receipt_clients.forgive(&client))?;
    let Some(row) = looked else {
        // Wrong codes alone count against everybody: who has a right one is never kept out by those who guess.
        limits.receipts.admit(&(), ctx.steady())?;
        return Err(Error::NotFound);
    };
    limits.receipt_clients.forgive(&client);
    Ok(row)
}

async fn look(ctx: &Ctx, code: &ReceiptCode, client: ClientKey) -> Result<Option<tip::Model>> {
    let Some(row) = by_index(ctx, code).await? else { return Ok(None) };
    let (digits, hash) = (code.plain(), row.receipt_hash.clone());
    let verify = move || accounts::verify(&digits, Some(&hash));
    let right = accounts::slowly(ctx, &client.network(), verify).await?;
    Ok(right.then_some(row))
}

pub(super) async fn by_index(ctx: &Ctx, code: &ReceiptCode) -> Result<Option<tip::Model>> {
    let digests = ctx.keys()?.digests("receipt index", code.plain().as_bytes())?;
    let found = tip::Entity::find().filter(tip::Column::ReceiptIndex.is_in(digests.iter().map(|d| secret::hex(d))));
    Ok(found.one(ctx.store.read()).await?)
}
