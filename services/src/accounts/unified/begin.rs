//! Sending a browser to the provider.

use domain::lang::Lang;

use super::{AttemptToken, Failure, attempt};
use crate::{
    Ctx, Error,
    accounts::{Actor, Proof, confirm_both},
    throttle::ClientKey,
};

/// A browser that is to be sent away.
#[derive(Debug)]
pub struct Begun {
    /// What it holds meanwhile.
    pub token: AttemptToken,
    /// Where it goes.
    pub door: String,
}

/// Begins a sign-in. `next` is where they wanted to go.
///
/// # Errors
/// [`Error::NotFound`] where no provider is set; [`Error::Throttled`]; what is wrong with the provider.
pub async fn begin(ctx: &Ctx, client: ClientKey, next: &str, lang: Lang) -> Result<Begun, Failure> {
    let provider = ctx.oidc().ok_or(Error::NotFound)?;
    ctx.sign_in_limits().attempts.admit(&client, ctx.steady())?;
    let tx = ctx.store.write().await?;
    let token = attempt::note(&tx, ctx, None, next).await?;
    tx.commit().await?;
    let door = provider.door(ctx, &token.secrets(), lang, false).await?;
    Ok(Begun { token, door })
}

/// Begins to link the own account, whose owner gives the password and a code. The provider is asked to see for itself who is
/// there: somebody else may have left a session with it in the same browser.
///
/// # Errors
/// As [`confirm_both`], and as [`begin`].
pub async fn begin_link(ctx: &Ctx, actor: &Actor, proof: Proof<'_>, lang: Lang) -> Result<Begun, Failure> {
    let provider = ctx.oidc().ok_or(Error::NotFound)?;
    let confirmed = confirm_both(ctx, actor, proof).await?;
    let tx = ctx.store.write().await?;
    let account = confirmed.still_holds(&tx, ctx).await?;
    let token = attempt::note(&tx, ctx, Some(account.id), "").await?;
    tx.commit().await?;
    let door = provider.door(ctx, &token.secrets(), lang, true).await?;
    Ok(Begun { token, door })
}
