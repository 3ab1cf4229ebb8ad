//! Linking the account of somebody who came back from the provider and is not known yet: once, by signing in as ever.

use serde_json::json;

use super::{AttemptToken, Failure, attempt, enter::enterprise_of, identity};
use crate::{
    Conflict, Ctx, Error,
    accounts::{SessionToken, SigningIn, sign_in},
    throttle::ClientKey,
};

/// Signs somebody in by login, password and code, and links their account to whom the provider says they are: from then on
/// they come in by the provider. Where the provider says for which enterprise they act, and the register has it, the account
/// has to be one of that enterprise.
///
/// # Errors
/// [`Failure::Over`]; as [`sign_in`](crate::accounts::sign_in); [`Conflict::OtherEnterprise`], [`Conflict::IdentityTaken`],
/// [`Conflict::HasIdentity`].
pub async fn link_and_enter(
    ctx: &Ctx,
    token: &AttemptToken,
    given: SigningIn<'_>,
    client: ClientKey,
    shown: Option<&SessionToken>,
) -> Result<(SessionToken, String), Failure> {
    attempt::waiter(ctx.store.read(), ctx.now(), token).await?.ok_or(Failure::Over)?;
    let proven = sign_in::prove(ctx, given, client).await?;
    let tx = ctx.store.write().await?;
    let waiter = attempt::waiter_alone(&tx, ctx.now(), token).await?.ok_or(Failure::Over)?;
    let account = proven.still_holds(&tx, ctx).await?;
    let wanted = enterprise_of(&tx, waiter.person.credit_code).await?;
    if wanted.is_some_and(|wanted| account.enterprise_id != Some(wanted.id)) {
        return Err(Error::from(Conflict::OtherEnterprise).into());
    }
    identity::put(&tx, ctx, &account, &waiter.person).await?;
    attempt::end(&tx, &waiter.id).await?;
    let session = sign_in::begin(&tx, ctx, &account, shown, json!({})).await?;
    tx.commit().await?;
    Ok((session, waiter.next))
}
